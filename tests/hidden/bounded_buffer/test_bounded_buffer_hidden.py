"""The cases with several processes."""

from collections import Counter

import pytest

STUCK = (
    "Nobody can go on. A consumer that waits for an item with the lock in its hand keeps out the "
    "producer that would bring one, and a producer that waits for room keeps out the consumer that "
    "would make some: wait first, then take the lock. And each put must announce its item, each get the "
    "place that it has emptied."
)
TOO_SMALL = (
    "A buffer of two was to hold one item for each of two consumers, and somebody waits for ever. It "
    "must hold as many items as it has slots, and each put must announce its item."
)


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK)
def test_order_is_kept(box):
    """items come out in the order they went in"""
    items = secret_items(box, 3)
    for run in box.explore("trade", capacity=2, producers=[items], consumers=[3]):
        got = items_got(run, 2)
        assert got == items, (
            f"One producer put {items} and the only consumer got {got}: the oldest item comes out first, "
            "and each item once."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_two_producers(box):
    """two producers do not write over each other"""
    items = secret_items(box, 2)
    for run in box.explore("trade", capacity=2, producers=[[item] for item in items], consumers=[2]):
        got = items_got(run, 2)
        assert Counter(got) == Counter(items), (
            f"Two producers put {items} and the consumer got {got}. Both took the same slot: choosing "
            "the slot, writing it and moving on must be one, under a lock."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=TOO_SMALL)
def test_two_consumers(box):
    """no item is handed out twice"""
    items = secret_items(box, 2)
    for run in box.explore("trade", capacity=2, producers=[], consumers=[1, 1], before=items):
        got = items_got(run, 2)
        assert Counter(got) == Counter(items), (
            f"{items} lay in the buffer and two consumers got {got}. Both read the same slot: the place "
            "of the oldest item belongs to all processes, and reading it and moving on must be one, "
            "under a lock."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK)
def test_room_for_one(box):
    """with room for one, a producer and two consumers get through"""
    items = secret_items(box, 2)
    for run in box.explore("trade", capacity=1, producers=[items], consumers=[1, 1]):
        got = items_got(run, 1)
        assert Counter(got) == Counter(items), (
            f"{items} went through a buffer with one slot and two consumers got {got}: announce an item "
            "when it lies there, a free place when it has been read."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_producers_wait_for_room(box):
    """two producers wait for the one place"""
    items = secret_items(box, 2)
    for run in box.explore("trade", capacity=1, producers=[[item] for item in items], consumers=[2]):
        got = items_got(run, 1)
        assert Counter(got) == Counter(items), (
            f"Two producers put {items} through a buffer with one slot and the consumer got {got}: "
            "whoever finds it full waits until the item there has been read."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A process waited for ever, although there was room for each item, and an item for each "
    "get. What one process put in, or took out, the next one must find out: the counts belong to all "
    "processes."
)
def test_everyone_shares_head_and_tail(box):
    """head and tail are the same for everybody"""
    items = secret_items(box, 3)
    run = box.run("relay", items=items)
    _ = run.value  # reading it gives a run that did not finish its own verdict
    for order in run.orders("got"):
        got = [mark.data for mark in order]
        assert got == items, (
            f"{items} were put and got by a process each, one after the other, and {got} came out. A "
            "plain attribute is copied into each process and counted there: head and tail must be in "
            "shared memory."
        )


def secret_items(box, count):
    """Return `count` distinct items."""
    return box.secret.sample(range(1, 10**6), count)


def items_got(run, capacity):
    """Return what the consumers of a `trade` got; no more items may ever wait than there is room for."""
    _ = run.value  # reading it gives a run that did not finish its own verdict
    for order in run.orders("put", "ask"):
        waiting = 0
        for mark in order:
            waiting += 1 if mark.name == "put" else -1
            assert waiting <= capacity, (
                f"With room for {capacity}, there were {capacity} more puts done than gets asked for, "
                "and one more came through: a put into a full buffer must wait until somebody has read "
                "an item."
            )
    return [mark.data for mark in run.marks if mark.name == "got"]
