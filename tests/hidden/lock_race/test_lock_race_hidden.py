"""The cases with several processes at once."""

import pytest

STUCK = (
    "The processes wait for a lock that nobody gives back: take it with `with lock:`, and never a "
    "second time while you hold it, for it is no RLock."
)


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=STUCK)
def test_no_deposit_is_lost(box):
    """no deposit is lost, whatever the order of the tellers"""
    amount = box.secret.randint(1, 10**6)
    for run in box.explore("tellers", tellers=2, times=1, amount=amount):
        assert run.value == 2 * amount, (
            f"Two deposits of {amount} left a balance of {run.value}. Two tellers read the same balance, "
            "and the second wrote over the first one's deposit: hold the lock from the read to the write."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_every_one_of_several_counts(box):
    """every one of several deposits counts"""
    amount = box.secret.randint(1, 10**6)
    for run in box.explore("tellers", tellers=2, times=2, amount=amount):
        assert run.value == 4 * amount, (
            f"Two tellers made two deposits of {amount} each, and the balance is {run.value}. In each "
            "round, what you add to must be the balance of this moment: read it and write it inside the "
            "same lock."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK)
def test_never_overdrawn(box):
    """the account is never overdrawn"""
    amount = box.secret.randint(2, 10**6)
    rest = box.secret.randint(1, amount - 1)
    for run in box.explore("customers", opening=amount + rest, amounts=[amount, amount]):
        balance = run.value
        paid = [mark.data for mark in run.marks if mark.name == "paid"]
        assert paid in ([True, False], [False, True]), (
            "The balance covered one of two customers, so one must get True and one False; they got "
            f"{paid}. If both looked before either took the money, both were paid: what you looked at "
            "must still be true when you write, so look inside the lock too."
        )
        assert balance == rest, (
            f"{amount} of {amount + rest} was paid out, so {rest} must be left, but the balance is {balance}."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK)
def test_the_lock_keeps_others_out(box):
    """whoever holds the lock sees a balance that nobody changes"""
    amount = box.secret.randint(1, 10**6)
    for run in box.explore("auditor", amount=amount):
        first, second = run.value
        assert first == second, (
            f"The auditor held the lock and read {first}, then {second}. A lock keeps out only those who "
            "take the same one: take the lock that you are given, in each function, round every change "
            "of the balance."
        )
        (counter,) = [mark.data for mark in run.marks if mark.name == "counter"]
        assert counter == [amount, True, 0], (
            f"A teller deposited {amount} and withdrew the same, and nobody else was at the counter. The balance in "
            f"between, the answer and the balance in the end must be {[amount, True, 0]}; they were {counter}."
        )
