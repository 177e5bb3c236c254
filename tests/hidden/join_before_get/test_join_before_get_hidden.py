"""The cases with many messages, with several children, and with none."""

import pytest

STUCK = (
    "A child ends only when all that it has put is in the queue's pipe, and the pipe holds 65,536 bytes: "
    "where main joins before it reads, nobody makes room, and both wait for ever. And where a child is "
    "stopped, or told not to wait for its queue, what is not yet in the pipe is lost, and main waits for "
    "ever in get."
)


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Five thousand messages of 16 bytes are small one by one, but together they take more room than the "
    "queue's pipe has (65,536 bytes), so their child cannot end before somebody reads. Read every message "
    "that was ordered, then join; and stop nobody whose messages are still on the way."
)
def test_many_small_blocks(box):
    """many small messages arrive, too"""
    name = f"field {box.secret.randint(1, 10**6)}"
    received = box.run("harvest", orders=[[name, 5000, 16]]).value["received"]
    assert received == {name: 80_000}, (
        f"One child sent 5,000 messages of 16 bytes, 80,000 bytes in all, under the name {name!r}, and "
        f"harvest returned {received}: go on reading until every message that was ordered is there."
    )


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=STUCK)
def test_no_schedule_blocks(box):
    """two children, every order of events"""
    for run in box.explore("harvest", orders=[["a", 1, 100_000], ["b", 1, 40_000]]):
        received, unjoined = run.value["received"], run.value["unjoined"]
        assert received == {"a": 100_000, "b": 40_000}, (
            "Child a sent 100,000 bytes and child b 40,000, at the same time, and harvest returned "
            f"{received}. Messages arrive in any order: each one counts for the name that it carries."
        )
        assert unjoined == 0, (
            f"harvest returned, and children that are not joined: {unjoined}. A join with a time limit may give "
            "up before the child has ended: once all is read, join every child, without a limit."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_children_end_by_themselves(box):
    """nobody is stopped by force or left running"""
    for run in box.explore("harvest", orders=[["a", 1, 100]]):
        received, unjoined = run.value["received"], run.value["unjoined"]
        assert received == {"a": 100}, (
            f"The only child sent one message of 100 bytes, and harvest returned {received}: every byte "
            "that was ordered must come home."
        )
        assert unjoined == 0, (
            f"harvest returned, and children that are not joined: {unjoined}. Also a child that has nothing more to "
            "send takes a moment to end: join it, without a time limit, when all is read."
        )
        assert run.exitcodes == (0,), (
            f"There was one order, and the exit codes of the children are {list(run.exitcodes)}, not [0]. Start "
            "one child for each order and let it end by itself: a negative code names the signal that stopped it."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Nothing was ordered, so no message will ever come, and somebody waits for one. Count first how many "
    "messages were ordered: there may be 0 of them, with no child at all or with one that sends nothing."
)
def test_nothing_is_ordered(box):
    """no orders and empty orders"""
    received = box.run("harvest", orders=[]).value["received"]
    assert received == {}, f"No orders, no harvest: the result must be {{}}, not {received}."
    received = box.run("harvest", orders=[["a", 0, 0]]).value["received"]
    assert received == {"a": 0}, (
        f"Child a was to send 0 messages, and harvest returned {received} instead of {{'a': 0}}: a name "
        "that was ordered is in the result even if no message comes."
    )
