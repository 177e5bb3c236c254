"""The public cases: a taker and a supplier, and a store with enough for everybody."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="One piece was wanted and one piece was supplied, and the taker sleeps for ever, with the goods on the "
    "shelf. It saw that there was too little; before it had gone to sleep the supply came, and its signal went "
    "nowhere, since a Condition keeps no signal for those who are not waiting yet. Between the look and the sleep "
    "nobody may change the stock.",
    livelock="One piece was wanted and one piece was supplied, and the taker wakes up again and again and does not "
    "find it.",
)
def test_no_wakeup_is_lost(box):
    """a supply is never missed"""
    for run in box.explore("market", opening=0, takes=[1], supplies=[[1]]):
        stock = run.value
        left = [mark.data for mark in run.marks if mark.name == "left"]
        assert left == [0], (
            f"The store was empty, one piece was supplied, and one was taken, so take returns 0; it returned {left}. A "
            "number below 0 means that the taker went on before anything was there."
        )
        assert stock == 0, f"One piece came and one went, so none is left; but the stock says {stock}."


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Somebody waits although there was enough in stock for everybody. Whoever finds enough does not wait, "
    "and whoever goes gives the lock back, for the next one to get it.",
    error="`notify` and `wait` belong inside `with changed:`. Whoever does not hold the lock of a Condition may not "
    "use it.",
)
def test_enough_in_stock(box):
    """nobody waits when there is enough"""
    opening = box.secret.randint(1, 10**6)
    run = box.run("alone", opening=opening)
    assert run.value == [opening + 1, 0], (
        f"From {opening} pieces, plus 2, one was taken: {opening + 1} are left. Plus 1, and then all were taken: 0. "
        f"The two takes returned {run.value}."
    )
    first, second = box.secret.sample(range(2, 10**6), 2)
    for run in box.explore("market", opening=first + second, takes=[first, second], supplies=[]):
        stock = run.value
        left = sorted(mark.data for mark in run.marks if mark.name == "left")
        assert left in ([0, first], [0, second]), (
            f"{first + second} pieces were there, one took {first} and another one {second} at the same time. Whoever "
            f"comes first leaves what the other one takes, whoever comes second leaves 0; but the two takes returned "
            f"{left}. What is left *at that moment* is known only to who still holds the lock."
        )
        assert stock == 0, f"All {first + second} pieces were taken, but the stock says {stock}."
