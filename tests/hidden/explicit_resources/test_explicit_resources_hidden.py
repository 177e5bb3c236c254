"""The cases about the lock, and about two teams at once."""

import string

import pytest

NOT_HANDED_OVER = (
    "The team broke before its work was done. What is a global worth in a child that has only imported this file? "
    "Which way may a lock travel, and which not?"
)


def some_names(box, lengths):
    """Return a name of each length."""
    return ["".join(box.secret.choices(string.ascii_lowercase, k=length)) for length in lengths]


@pytest.mark.points(3)
@pytest.mark.feedback(error=NOT_HANDED_OVER)
def test_it_is_the_shared_lock(box):
    """record is called under the lock that was handed over"""
    names = some_names(box, [5])
    run = box.run("team", names=names)
    _ = run.value
    held = [mark.data["held"] for mark in run.marks if mark.name == "record"]
    assert held == [True], (
        f"record({names[0]!r}) is to be called once, while the lock that start_team was given is held; calls with the "
        f"lock held or not: {held}. A lock that a child makes when it imports this file, or for itself, is another "
        "lock: it is always free, and it keeps nobody out. Nothing tells you so: there is no error, only no exclusion."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=NOT_HANDED_OVER, deadlock="The members wait for a lock that nobody gives back: take it with `with lock:`."
)
def test_one_at_a_time(box):
    """one member at a time"""
    for run in box.explore("crowd", n=2):
        assert run.value == 2, (
            f"Two members each read a number and wrote back one more, and it went from 0 to {run.value} instead of 2: "
            "both were in record at the same time. To keep each other out they must hold one and the same lock, and "
            "hold it while they call record."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=NOT_HANDED_OVER,
    deadlock="Two teams were started, and collect waits for results that will not come into the queue from which it "
    "reads. Which queue is it: the one that it was given, or the one of the team that was started last? One global "
    "name cannot stand for two queues.",
)
def test_two_teams(box):
    """two teams do not mix"""
    first, second = some_names(box, [3, 5]), some_names(box, [4])
    run = box.run("two_teams", first=first, second=second)
    expected = [sorted([name, len(name)] for name in names) for names in (first, second)]
    assert run.value == expected, (
        f"Two teams, {first} and {second}, worked at the same time, and what was collected from their queues is "
        f"{run.value} instead of {expected}: each team has a queue of its own."
    )
