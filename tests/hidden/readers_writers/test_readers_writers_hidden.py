"""The cases with readers and writers at once, and with somebody who waits."""

import pytest

STUCK = (
    "Somebody waits for ever although everybody has left. Whoever leaves must wake those who may go in now. You cannot "
    "choose whom a `notify()` wakes: if it is one who may not go in yet, it lies down again, and nobody else hears of "
    "it. And the numbers on which they decide must lie in shared memory: an attribute of an object is copied into each "
    "process."
)
OUTCOMES = ("deadlock", "livelock", "finished")


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_a_writer_is_alone(box):
    """a writer is alone"""
    for run in box.explore("visitors", kinds="rw"):
        check_visits(run, "rw")


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_two_writers_after_a_reader(box):
    """two writers wait for a reader"""
    for run in box.explore("held", inside="r", kinds="ww"):
        check_visits(run, "rww")


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_a_reader_and_a_writer_after_a_writer(box):
    """a reader and a writer wait for a writer"""
    for run in box.explore("held", inside="w", kinds="rw"):
        check_visits(run, "rww")


@pytest.mark.points(1)
def test_readers_come_in_together_after_a_writer(box):
    """after a writer all waiting readers come in"""
    for run in box.explore("all_in", readers=2):
        came_in = who_came_in(run)
        check_exclusion(run)
        assert run.outcome != "livelock", (
            "A writer has left, and two readers may stay inside for as long as they like. But somebody wakes up again "
            "and again and looks: who waits must sleep until there is something new."
        )
        assert came_in == ["r", "r", "w"], (
            f"A writer was inside, two readers came, and the writer left. Now both readers may be inside at the same "
            f"time; the first one stays and the second one must not wait for it. Those who got in are {came_in}, the "
            "writer among them. Perhaps only one of the readers was told, or readers keep each other out, or they look "
            "at copies of the numbers and not at shared memory."
        )
        assert run.outcome == "deadlock", (
            f"The readers stay inside for good, so main must wait for them for ever. What was found instead: "
            f"{run.outcome}."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="A reader was inside, a writer waited, another reader came, the first one left; and somebody waits for "
    "ever. When the last reader leaves, the writer must hear of it, and when the writer leaves, the reader, whoever "
    "else may be asleep. (Or writers_waiting never said that the writer waits, and main did not let the second "
    "reader come.)",
    livelock="A reader was inside and a writer came, and main looked at writers_waiting again and again, for it wanted "
    "to know when the writer waits. It never did say so. A writer counts as waiting as soon as no reader can "
    "overtake it any more, and main must be able to see that from another process.",
)
def test_no_reader_overtakes_a_waiting_writer(box):
    """no reader overtakes a waiting writer"""
    for run in box.explore("latecomer"):
        waiting = run.value
        for order in run.orders("in", "out"):
            came_in = [mark.data for mark in order if mark.name == "in"]
            assert sorted(came_in) == ["r", "r", "w"], f"Two readers and a writer came; those who got in are {came_in}."
            assert came_in == ["r", "w", "r"], (
                "A writer was waiting when the second reader came (writers_waiting said so), and still they went in in "
                f"this order: {came_in}. The reader went first: with readers enough, the writer never gets its turn. A "
                "reader must look not only at who is inside but also at who waits; and whoever says that it waits must "
                "already be such that no reader gets past it."
            )
        check_exclusion(run)
        assert waiting == 0, f"Nobody waits any more, but writers_waiting says {waiting}."


@pytest.mark.points(1)
def test_everyone_waits_asleep(box):
    """readers and writers wait asleep"""
    names = {"r": "reader", "w": "writer"}
    for inside, outside in (("w", "r"), ("r", "w")):
        for run in box.explore("never_leaves", inside=inside, outside=outside):
            came_in = who_came_in(run)
            assert came_in == [inside], (
                f"A {names[inside]} was inside and stayed there, and a {names[outside]} came: it must wait for as long "
                f"as that takes. Those who got in are {came_in}. That time has passed does not mean that the way "
                "is free."
            )
            assert run.outcome != "livelock", (
                f"A {names[inside]} is inside and does not leave, and the {names[outside]} outside wakes up again and "
                "again to look. That costs the processor all the time. Sleep until whoever leaves wakes you; no time "
                "limit is needed if no signal can be lost."
            )
            assert run.outcome == "deadlock", (
                f"A {names[inside]} stays inside for good, so the {names[outside]} must be found sleeping, and main "
                f"with it. What was found instead: {run.outcome}."
            )


def who_came_in(run):
    """Return who got in, sorted, in a run that need not end; a run that broke has its own verdict."""
    if run.outcome not in OUTCOMES:
        _ = run.value
    return sorted(mark.data for mark in run.marks if mark.name == "in")


def check_visits(run, kinds):
    """Assert that all of `kinds` got in, that writers were alone, and that nobody waits at the end."""
    waiting = run.value
    came_in = sorted(mark.data for mark in run.marks if mark.name == "in")
    assert came_in == sorted(kinds), f"The visitors were {sorted(kinds)}, and those who got in are {came_in}."
    check_exclusion(run)
    assert waiting == 0, f"Nobody waits any more, but writers_waiting says {waiting}."


def check_exclusion(run):
    """Assert that in every order of coming and going a writer is alone."""
    for order in run.orders("in", "out"):
        inside = []
        for mark in order:
            if mark.name == "out":
                inside.remove(mark.data)
                continue
            inside.append(mark.data)
            assert inside != ["w", "w"], (
                "Two writers were inside at the same time. When several are woken, each must look again whether it may "
                "go in: somebody may have been quicker. To look and to go in must be one, under one lock."
            )
            assert "w" not in inside or len(inside) == 1, (
                f"A reader and a writer were inside at the same time; in the order in which they came: {inside}. Both "
                "must look before they go in: the writer for anybody, the reader for a writer; and they decide "
                "on the same numbers, in shared memory, under the same lock."
            )
