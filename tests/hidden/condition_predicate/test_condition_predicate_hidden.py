"""The cases with several takers, several supplies, and a taker who waits in vain."""

import pytest

UNHELD = (
    "`notify` and `wait` belong inside `with changed:`. Whoever does not hold the lock of a Condition may not use it."
)
ASLEEP = (
    "A taker sleeps for ever, although all that he waits for was supplied. Either the signal came between his look and "
    "his sleep, or he was woken too early, went back to sleep, and nobody told him of the next supply, or two changes "
    "of the stock ran into each other and one of them is lost: look, wait and change belong inside `with changed:`."
)
RESTLESS = "A taker wakes up again and again and does not find what was supplied."


@pytest.mark.points(2)
@pytest.mark.feedback(error=UNHELD)
def test_two_takers_one_piece(box):
    """one piece goes to one taker"""
    for run in box.explore("market", opening=0, takes=[1, 1], supplies=[[1]]):
        left = pieces_left(run)
        check_nobody_polls(run)
        assert left != [], (
            "Two wanted one piece each, one piece came, and both sleep for ever, with the goods on the shelf. The "
            "supply came when a taker had looked and was not asleep yet, and its signal went nowhere."
        )
        assert left == [0], (
            f"Two wanted one piece each and one piece came; so one taker gets it and leaves 0, and the other one waits "
            f"on. But the takes returned {left}. A taker who is woken knows only that something has changed. Whether "
            "there is something for him he must look up again, with the lock held: somebody may have been quicker."
        )
        assert run.outcome == "deadlock", (
            f"One of two takers got nothing and must sleep for good; what was found instead: {run.outcome}."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(error=UNHELD)
def test_a_big_and_a_small_order(box):
    """the one who can go on is woken"""
    for run in box.explore("market", opening=0, takes=[2, 1], supplies=[[1]]):
        left = pieces_left(run)
        check_nobody_polls(run)
        assert left != [], (
            "One wanted 2 pieces, one wanted 1, and 1 came: the small order can go on, but both sleep for ever. Either "
            "only the big order was woken, looked, and lay down again: `notify` wakes one sleeper, and you cannot "
            "choose which. Or the signal came when the small one had looked and was not asleep yet."
        )
        assert left == [0], (
            f"One wanted 2 pieces, one wanted 1, and 1 came: the small order leaves 0, the big one waits on. But the "
            f"takes returned {left}. Being woken does not mean that there is enough for you: look again, in a loop."
        )
        assert run.outcome == "deadlock", (
            f"The big order got nothing and must sleep for good; what was found instead: {run.outcome}."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=ASLEEP, livelock=RESTLESS, error=UNHELD)
def test_piece_by_piece(box):
    """a big order waits for as many supplies as it needs"""
    check_big_order(box, [[1, 1]])


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=ASLEEP, livelock=RESTLESS, error=UNHELD)
def test_two_suppliers(box):
    """two suppliers at once lose nothing"""
    check_big_order(box, [[1], [1]])


@pytest.mark.points(1)
@pytest.mark.feedback(error=UNHELD)
def test_takers_wait_asleep(box):
    """who waits sleeps"""
    for run in box.explore("market", opening=1, takes=[2], supplies=[]):
        left = pieces_left(run)
        check_nobody_polls(run)
        assert not left, (
            f"One piece was in stock, 2 were wanted, and nothing was supplied, so take must wait; but it returned "
            f"{left}. That time has passed does not mean that the goods have come."
        )
        assert run.outcome == "deadlock", (
            f"One piece was in stock, 2 were wanted, and nothing was supplied: the taker must be found sleeping. What "
            f"was found instead: {run.outcome}."
        )


def pieces_left(run):
    """Return what the takes of this run returned; a run that broke has its own verdict."""
    if run.outcome not in ("deadlock", "livelock", "finished"):
        _ = run.value
    return sorted(mark.data for mark in run.marks if mark.name == "left")


def check_nobody_polls(run):
    """Assert that who waits in vain does not look again and again."""
    assert run.outcome != "livelock", (
        "A taker for whom there is not enough wakes up again and again, looks, and lies down again, for as long as you "
        "like. That costs the processor all the time. A wait with a time limit only hides that a signal can be lost: "
        "look and wait in one `with changed:`, and none is, so that no time limit is needed."
    )


def check_big_order(box, supplies):
    """Assert that an order of two pieces, which come one by one, is served, in every schedule."""
    for run in box.explore("market", opening=0, takes=[2], supplies=supplies):
        stock = run.value
        left = [mark.data for mark in run.marks if mark.name == "left"]
        assert left == [0], (
            f"The store was empty, 2 pieces came one by one, and one order of 2 was to be served: take returns 0. It "
            f"returned {left}. Below 0 means that it took what was not there yet: the first supply woke it, and that a "
            "signal has come does not mean that there is enough."
        )
        assert stock == 0, f"2 pieces came and 2 went, so none is left; but the stock says {stock}."
