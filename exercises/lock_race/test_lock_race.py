"""The public cases: one process at a time."""

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A call waited for the lock for ever although nobody else was in the bank: an earlier call "
    "had not given it back. Look at every way out of your functions, also the one of a refusal."
)
def test_one_teller_alone(box):
    """one teller alone gets the sums right"""
    amount, times = box.secret.randint(1, 10**6), box.secret.randint(2, 5)
    total = amount * times
    run = box.run("alone", amount=amount, times=times)
    deposited, refused, kept, granted, emptied, unchanged = run.value
    assert deposited == total, f"{times} deposits of {amount} make {total}, but the balance is {deposited}."
    assert refused is False, f"Withdrawing {total + 1} from {total} must return False; it returned {refused}."
    assert kept == total, f"A refusal changes nothing, but the balance went from {total} to {kept}."
    assert granted is True, f"A balance of {total} covers {total}: return True, not {granted}."
    assert emptied == 0, f"Withdrawing all must leave 0, but the balance is {emptied}."
    assert unchanged == 0, f"A deposit made 0 times adds nothing, but the balance is {unchanged}."


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A process waited for a lock that the one before it never gave back: a process that ends "
    "does not release its locks. `with lock:` releases, on every way out of the block."
)
def test_the_lock_is_free_afterwards(box):
    """the lock is free again, also after a refusal"""
    amount = box.secret.randint(1, 10**6)
    run = box.run("one_after_another", amount=amount)
    free, balance = run.value
    assert free == [True] * 3, (
        f"Was the lock free after deposit, withdraw and a refused withdraw? {free}. Whoever takes a lock "
        "gives it back on every way out of the function, an early `return` too."
    )
    assert balance == amount, (
        f"Two deposits of {amount}, one withdrawal of it and a refusal leave {amount}, but the balance is {balance}."
    )
