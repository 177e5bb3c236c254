"""How the bank is called: the account, its lock and the processes that use them."""

from grader.inside import mark


def tellers(submission, ctx, *, tellers, times, amount):
    """`tellers` processes deposit `amount` at once, `times` times each; returns the balance."""
    balance, lock = ctx.Value("q", 0), ctx.Lock()
    team = [ctx.Process(target=submission.deposit, args=(balance, lock, amount, times)) for _ in range(tellers)]
    _start_and_join(team)
    return balance.value


def customers(submission, ctx, *, opening, amounts):
    """One process for each amount withdraws it and marks `paid` with the answer; returns the balance."""
    balance, lock = ctx.Value("q", opening), ctx.Lock()
    team = [ctx.Process(target=ask_for_money, args=(submission.withdraw, balance, lock, amount)) for amount in amounts]
    _start_and_join(team)
    return balance.value


def auditor(submission, ctx, *, amount):
    """Main reads the balance twice inside one `with lock:` while a teller works; returns both readings.

    The teller deposits `amount`, withdraws it again, and marks `counter`, see `deposit_and_withdraw`.
    """
    balance, lock = ctx.Value("q", 0), ctx.Lock()
    args = (submission.deposit, submission.withdraw, balance, lock, amount)
    teller = ctx.Process(target=deposit_and_withdraw, args=args)
    teller.start()
    with lock:
        first = balance.value
        second = balance.value
    teller.join()
    return [first, second]


def alone(submission, ctx, *, amount, times):
    """All in main: deposit, withdraw one too many, withdraw all, deposit 0 times; returns what came of each.

    The list: balance, answer, balance, answer, balance, balance.
    """
    balance, lock = ctx.Value("q", 0), ctx.Lock()
    seen = []
    submission.deposit(balance, lock, amount, times)
    seen.append(balance.value)
    seen.append(submission.withdraw(balance, lock, amount * times + 1))
    seen.append(balance.value)
    seen.append(submission.withdraw(balance, lock, amount * times))
    seen.append(balance.value)
    submission.deposit(balance, lock, amount, 0)
    seen.append(balance.value)
    return seen


def one_after_another(submission, ctx, *, amount):
    """Three processes, each joined before the next: two deposits, a withdrawal, one that is too large.

    Returns whether the lock was free after each of the three, and the balance.
    """
    balance, lock = ctx.Value("q", 0), ctx.Lock()
    free = []
    for target, args in (
        (submission.deposit, (balance, lock, amount, 2)),
        (submission.withdraw, (balance, lock, amount)),
        (submission.withdraw, (balance, lock, 2 * amount)),
    ):
        process = ctx.Process(target=target, args=args)
        process.start()
        process.join()
        free.append(_is_free(lock))
    return [free, balance.value]


def ask_for_money(withdraw, balance, lock, amount):
    """One customer, in a process of its own."""
    mark("paid", withdraw(balance, lock, amount))


def deposit_and_withdraw(deposit, withdraw, balance, lock, amount):
    """One teller, in a process of its own: the money comes and goes.

    Marks `counter` with the balance in between, the answer of `withdraw`, and the balance in the end.
    """
    deposit(balance, lock, amount, 1)
    held = balance.value
    granted = withdraw(balance, lock, amount)
    mark("counter", [held, granted, balance.value])


def _start_and_join(team):
    for process in team:
        process.start()
    for process in team:
        process.join()


def _is_free(lock):
    got = lock.acquire(block=False)
    if got:
        lock.release()
    return got
