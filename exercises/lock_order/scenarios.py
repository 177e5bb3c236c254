"""How the bank is called: accounts with a lock each, clerks who transfer, an auditor who counts.

An order is `[source, target, amount]`.
"""


def clerks(submission, ctx, *, opening, orders):
    """One process for each order, all at once; returns the accounts."""
    accounts, locks = _bank(ctx, opening)
    team = [ctx.Process(target=submission.transfer, args=(accounts, locks, *order)) for order in orders]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return list(accounts)


def auditor(submission, ctx, *, opening, orders):
    """One process for each order, and main counts while they are at work; returns what `total` returned."""
    accounts, locks = _bank(ctx, opening)
    team = [ctx.Process(target=submission.transfer, args=(accounts, locks, *order)) for order in orders]
    for process in team:
        process.start()
    amount = submission.total(accounts, locks)
    for process in team:
        process.join()
    return amount


def alone(submission, ctx, *, opening, orders):
    """Main carries out all orders, one after the other; returns the answers, the accounts, and which locks are free."""
    accounts, locks = _bank(ctx, opening)
    said = [submission.transfer(accounts, locks, *order) for order in orders]
    return {"said": said, "accounts": list(accounts), "free": [_is_free(lock) for lock in locks]}


def strangers(submission, ctx, *, opening, closed, order):
    """Main holds the locks of the accounts in `closed` while a process carries out the order; returns the accounts."""
    accounts, locks = _bank(ctx, opening)
    for number in closed:
        locks[number].acquire()
    process = ctx.Process(target=submission.transfer, args=(accounts, locks, *order))
    process.start()
    process.join()
    for number in closed:
        locks[number].release()
    return list(accounts)


def _bank(ctx, opening):
    return ctx.RawArray("q", opening), [ctx.Lock() for _ in opening]


def _is_free(lock):
    got = lock.acquire(block=False)
    if got:
        lock.release()
    return got
