"""The public cases: one process alone."""

import pytest

ITSELF = (
    "This process waits for a lock that it holds itself: {who} took it, and a function that {who} calls asks for it "
    "again. A Lock does not know who has it; whoever asks for a lock that is taken waits, its owner too."
)
TOO_MANY = (
    "A lock was given back that nobody held any more. An acquire with a time limit may come back with False: then you "
    "have no lock, and nothing to give back; and to go on without it is no way out of a wait for oneself."
)


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=ITSELF.format(who="move"), error=TOO_MANY)
def test_move(box):
    """one process can move"""
    stock, n, back = amounts(box)
    left = stock - n
    moves = [[0, 1, n], [0, 1, left + 1], [1, 0, back]]
    said, shelf = box.run("storeman", stock=[stock, 0], moves=moves).value
    assert said == [True, False, True], (
        f"The shelf held [{stock}, 0]. Moving {n} pieces to slot 1 is possible; {left} are left then, so moving "
        f"{left + 1} more is not; and moving {back} back is. So move must say True, False, True; it said {said}."
    )
    expected = [left + back, n - back]
    assert shelf == expected, (
        f"The shelf held [{stock}, 0]; {n} pieces went to slot 1 and {back} came back. It must hold {expected}, and "
        f"holds {shelf}. What is not possible moves nothing."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=ITSELF.format(who="restock"), error=TOO_MANY)
def test_restock(box):
    """one process can restock"""
    stock, n, back = amounts(box)
    left = stock - n
    orders = [[0, 1, n], [0, 1, left + 1], [1, 0, back]]
    possible, lying, shelf = box.run("delivery", stock=[stock, 0], orders=orders).value
    assert possible == 2, f"Two of the three moves {orders} are possible for [{stock}, 0]; restock said {possible}."
    assert lying == left + back + 1, (
        f"After these moves {left + back} pieces lay in slot 0. add put one more there, so it must return "
        f"{left + back + 1}; it returned {lying}."
    )
    expected = [left + back + 1, n - back]
    assert shelf == expected, (
        f"The shelf held [{stock}, 0], the moves were {orders}, and one piece more was put into slot 0. It must hold "
        f"{expected}, and holds {shelf}."
    )


def amounts(box):
    """Return a stock, a part of it to move, and a part of that to move back."""
    back = box.secret.randint(1, 1000)
    n = back + box.secret.randint(1, 1000)
    return n + box.secret.randint(1, 1000), n, back
