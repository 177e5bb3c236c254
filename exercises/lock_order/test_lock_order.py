"""The public cases: main alone carries out one order after the other."""

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A transfer from an account to itself waits for ever, and nobody else is in the bank: source and target "
    "have one and the same lock, and who asks for it a second time waits for himself. How many different locks does "
    "this transfer need? (Or else an earlier transfer, perhaps the refused one, has kept it.)"
)
def test_to_oneself(box):
    """to oneself: nothing moves, nobody waits"""
    balance, other, amount = amounts(box)
    orders = [[0, 0, amount], [0, 0, balance + 1], [0, 0, balance]]
    seen = box.run("alone", opening=[balance, other], orders=orders).value
    assert seen["said"] == [True, False, True], (
        f"Account 0 holds {balance}: it covers {amount}, it does not cover {balance + 1}, and it covers {balance}. So "
        f"the three transfers to itself must return True, False, True; they returned {seen['said']}. A transfer that "
        "did not get a lock has not found out that there is no money."
    )
    assert seen["accounts"] == [balance, other], (
        f"Three transfers to oneself change nothing, but the accounts went from {[balance, other]} to "
        f"{seen['accounts']}."
    )
    assert seen["free"] == [True, True], (
        f"Which locks are free after the transfers? {seen['free']}. A transfer holds no lock when it has returned."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A transfer waits for a lock that nobody else has: the one before, which was refused, has kept it. An "
    "early `return` leads round every line below it; which way out gives both locks back?"
)
def test_refused_changes_nothing(box):
    """a refusal changes nothing and holds nothing up"""
    balance, other, amount = amounts(box)
    left = balance - amount
    orders = [[0, 1, balance + 1], [0, 1, amount], [0, 1, left + 1]]
    seen = box.run("alone", opening=[balance, other], orders=orders).value
    assert seen["said"] == [False, True, False], (
        f"Account 0 holds {balance}: it does not cover {balance + 1}, it covers {amount}, and then, with {left} left, "
        f"it does not cover {left + 1}. So the transfers must return False, True, False; they returned {seen['said']}."
    )
    expected = [left, other + amount]
    assert seen["accounts"] == expected, (
        f"Of {orders} only the second order was possible, and the accounts must go from {[balance, other]} to "
        f"{expected}; they went to {seen['accounts']}. A refusal moves no money."
    )
    assert seen["free"] == [True, True], (
        f"Which locks are free after the transfers? {seen['free']}. A refused transfer gives both back, too."
    )


def amounts(box):
    """Return the balances of two accounts, and an amount that the first one more than covers."""
    amount, rest, other = box.secret.sample(range(1, 10**6), 3)
    return amount + rest, other, amount
