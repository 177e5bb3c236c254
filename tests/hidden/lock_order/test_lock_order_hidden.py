"""The cases with several clerks, with an auditor, and with strangers."""

import pytest

CIRCLE = (
    "{who} Each holds a lock and waits for one that another holds: neither will ever let go, and a lock is not given "
    "back by waiting. This cannot happen if everybody takes the locks in one order that all share, whatever the "
    "direction of the money."
)


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock=CIRCLE.format(
        who="One transfer goes from account 0 to 1, the other one from 1 to 0. The first has taken account 0 and waits "
        "for 1, the second has taken 1 and waits for 0."
    )
)
def test_there_and_back(box):
    """two transfers in opposite directions get through"""
    balance, (there, back) = secret_amounts(box, 2)
    expected = [balance - there + back, balance + there - back]
    for run in box.explore("clerks", opening=[balance] * 2, orders=[[0, 1, there], [1, 0, back]]):
        assert run.value == expected, (
            f"Both accounts held {balance}; {there} went from 0 to 1 and {back} from 1 to 0, and both were covered. "
            f"The accounts must hold {expected}; they hold {run.value}. Either a transfer was refused although the "
            "money was there, for it gave up waiting for a lock, or two of them changed an account at once."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock=CIRCLE.format(
        who="Three transfers go round in a ring, from account 0 to 1, from 1 to 2, from 2 to 0. Each has taken the "
        "account in front of it and waits for the next."
    )
)
def test_ring_of_three(box):
    """three in a ring get through"""
    balance, (x, y, z) = secret_amounts(box, 3)
    expected = [balance - x + z, balance + x - y, balance + y - z]
    for run in box.explore("clerks", opening=[balance] * 3, orders=[[0, 1, x], [1, 2, y], [2, 0, z]]):
        assert run.value == expected, (
            f"Three accounts held {balance} each; {x} went from 0 to 1, {y} from 1 to 2, {z} from 2 to 0, and all were "
            f"covered. The accounts must hold {expected}; they hold {run.value}. Either a transfer was refused "
            "although the money was there, or two of them changed an account at once."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=CIRCLE.format(who="Two transfers go out of the same account, to two others."))
def test_never_overdrawn(box):
    """two payees cannot be promised the same money"""
    amount = box.secret.randint(1, 10**6)
    outcomes = ([0, amount, 0], [0, 0, amount])
    for run in box.explore("clerks", opening=[amount, 0, 0], orders=[[0, 1, amount], [0, 2, amount]]):
        assert run.value in outcomes, (
            f"Account 0 held {amount}, and two clerks wanted to move all of it, one to account 1, one to account 2. "
            f"One is too late and must be refused, so the accounts must hold {outcomes[0]} or {outcomes[1]}; they hold "
            f"{run.value}. If both looked before either had taken the money, both found enough: the source's lock is "
            "held from the look to the change."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=CIRCLE.format(who="A transfer goes on while total counts."))
def test_no_money_on_the_way(box):
    """no money is ever on its way"""
    balance, (amount,) = secret_amounts(box, 1)
    for run in box.explore("auditor", opening=[balance] * 2, orders=[[0, 1, amount]]):
        assert run.value == 2 * balance, wrong_sum(balance, run.value)


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock=CIRCLE.format(
        who="Two transfers in opposite directions go on while total counts, and total takes locks too: all of them, "
        "one after the other."
    )
)
def test_counting_while_it_moves(box):
    """counting and moving do not block each other"""
    balance, (x, y) = secret_amounts(box, 2)
    for run in box.explore("auditor", opening=[balance] * 2, orders=[[1, 0, x], [0, 1, y]]):
        assert run.value == 2 * balance, wrong_sum(balance, run.value)


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Money was to go from account 2 to account 1, and main held the locks of accounts 0 and 3 meanwhile. The "
    "transfer waits for one of those, though it touches neither: take the locks of the two accounts, and no others. A "
    "bank in which every transfer locks every account does one transfer at a time."
)
def test_strangers_are_not_held_up(box):
    """a transfer between others is not held up"""
    balance, (amount,) = secret_amounts(box, 1)
    accounts = box.run("strangers", opening=[balance] * 4, closed=[0, 3], order=[2, 1, amount]).value
    expected = [balance, balance + amount, balance - amount, balance]
    assert accounts == expected, (
        f"Four accounts held {balance} each, and {amount} went from account 2 to account 1. They must hold {expected}, "
        f"and hold {accounts}."
    )


def secret_amounts(box, count):
    """Return a balance, and that many distinct amounts that it covers."""
    amounts = box.secret.sample(range(1, 10**6), count)
    return max(amounts) + box.secret.randint(0, 10**6), amounts


def wrong_sum(balance, amount):
    """Say what it means that the auditor counted `amount`."""
    return (
        f"Two accounts hold {balance} each, and money only moves between them, so total must always find "
        f"{2 * balance}. It found {amount}: it counted one account before a transfer and the other one after it, or it "
        "counted between the two halves of a transfer. Both locks are held while money moves, and total holds all of "
        "them while it counts."
    )
