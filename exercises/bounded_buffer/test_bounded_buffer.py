"""The public cases: main alone uses the buffer."""

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A put or a get waited for ever, although there was room for 3 items and none was asked "
    "for that was not there. The capacity is len(slots): with which values do your semaphores begin?"
)
def test_it_can_be_filled(box):
    """it can be filled to the last slot"""
    items = box.secret.sample(range(1, 10**6), 3)
    run = box.run("fill", capacity=3, items=items)
    lying, got = run.value
    assert lying == sorted(items), (
        f"After 3 puts the slots hold {lying}, sorted, instead of {sorted(items)}. The items that wait "
        "lie in `slots` and nowhere else, and every slot can be used."
    )
    assert got == items, f"{items} went in and {got} came out: the oldest item comes out first."


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A buffer that had been filled and emptied several times stopped working, and main waits "
    "for ever: each put must announce one item, and each get one free place."
)
def test_round_and_round(box):
    """it can be used for ever"""
    rounds = [2, 3, 1, 3, 2]
    run = box.run("round_and_round", capacity=3, rounds=rounds)
    expected = list(range(-1, sum(rounds) - 1))
    assert run.value == expected, (
        f"{expected} went in, a few at a time, and {run.value} came out. Behind the last slot comes the "
        "first one again; and 0 and -1 are items like any other."
    )
