"""The hidden cases: whose niceness, and when."""

import pytest

HELD_UP = (
    "The caller was held up in start() until the new process has ended, and the new process waits for something from "
    "the caller. It must be able to begin its task without."
)


def niceness_of_task(run, late):
    """Return the niceness with which the task began, in a process of its own."""
    marks = [mark for mark in run.marks if mark.name == "nice"]
    assert len(marks) == 1, f"run_nice is to call task once, and it was called {len(marks)} times."
    assert marks[0].process != run.main, "task was called in the caller's process: it needs a new one."
    assert marks[0].data["late"] is late, "The process was not made by the ctx that run_nice was given."
    return marks[0].data["niceness"]


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=HELD_UP)
def test_task_begins_nicer(box):
    """the task begins with its niceness"""
    increment = box.secret.randint(3, 7)
    run = box.run("nicer", increment=increment, code=0, late=True)
    before, _, _ = run.value
    expected, found = min(19, before + increment), niceness_of_task(run, late=True)
    assert found == expected, (
        f"The task began with niceness {found}, not {expected}. A parent that changes it after start() may come too "
        "late, for the child may be at work by then (here, the parent was held up until the child had ended); and a "
        "child that changes it after its task has not been nice at all."
    )


@pytest.mark.points(2)
def test_caller_stays(box):
    """the caller's niceness stays"""
    increment = box.secret.randint(3, 7)
    run = box.run("nicer", increment=increment, code=0)
    before, after, _ = run.value
    assert after == before, (
        f"The caller's niceness was {before} before run_nice, and is {after} after it. A child does inherit the "
        "niceness of its parent, but a parent that raises its own for that cannot go back: for an ordinary user it "
        "only goes up. It is the child that must change its own."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=HELD_UP)
def test_added_to_the_callers(box):
    """nicer than the caller, 19 at most"""
    first = box.secret.randint(2, 4)
    for increment in (box.secret.randint(5, 8), 30):
        run = box.run("nicer", first=first, increment=increment, code=0, late=True)
        before, _, _ = run.value
        expected, found = min(19, before + increment), niceness_of_task(run, late=True)
        assert found == expected, (
            f"The caller's niceness was {before}, and {increment} was to be added, up to 19: the task was to begin "
            f"with {expected}, and it began with {found}. An increment is relative to what the process has inherited; "
            "and the task must not begin before it is done."
        )


@pytest.mark.points(1)
def test_odd_name(box):
    """whatever the process is called"""
    run = box.run("states", comm="a) R (b c")
    expected = ["R", "T", "Z", None]
    assert run.value == expected, (
        "A child that is called 'a) R (b c' was stopped, then killed, then reaped. With the process itself first, the "
        f"kernel shows {expected}; state returned {run.value}. In /proc/<pid>/stat the name stands between brackets, "
        "and nothing forbids blanks and brackets in it: so neither blanks nor the first bracket show where it ends."
    )
