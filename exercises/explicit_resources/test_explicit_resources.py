"""The public cases: one team at a time."""

import string

import pytest

NOT_HANDED_OVER = (
    "The team broke before its work was done. If a member lacks the lock or the queue: a child that is not forked "
    "imports this file anew, and finds at module level what the import leaves there, not what the parent set later. "
    "If the lock could not be sent: locks and queues travel in one way only, with the Process that you make, as "
    "arguments of its target."
)


def some_names(box, count):
    """Return `count` names of different lengths."""
    lengths = box.secret.sample(range(2, 12), count)
    return ["".join(box.secret.choices(string.ascii_lowercase, k=length)) for length in lengths]


@pytest.mark.points(2)
@pytest.mark.feedback(
    error=NOT_HANDED_OVER,
    deadlock="collect waits for a result that is not in the queue it was given. Each member must put its result into "
    "that very queue: not into a copy, and not into one that the child made for itself.",
)
def test_results_arrive(box):
    """every result arrives"""
    names = some_names(box, 3)
    run = box.run("team", names=names)
    told = run.value
    expected = sorted([name, len(name)] for name in names)
    assert told["got"] == expected, f"The team {names} was to bring {expected}; collect returned {told['got']}."
    assert told["exit_codes"] == [0, 0, 0], f"Each member is to end with 0; their exit codes are {told['exit_codes']}."
    assert told["free"] is True, "All members have ended and the lock is still held. Whoever takes it gives it back."


@pytest.mark.points(1)
@pytest.mark.feedback(error=NOT_HANDED_OVER)
def test_members_are_processes(box):
    """each member is a process"""
    names = some_names(box, 2)
    run = box.run("team", names=names)
    told = run.value
    marks = [mark for mark in run.marks if mark.name == "record"]
    called = sorted(mark.data["name"] for mark in marks)
    assert called == sorted(names), f"record is to be called once for each of {sorted(names)}; it was for {called}."
    processes = {mark.process for mark in marks}
    assert len(processes) == 2, "One process called record for both names: each member needs a process of its own."
    assert run.main not in processes, "record was called in the main process: it is the work of the members."
    forked = {mark.data["inherited"] for mark in marks}
    assert forked == {box.start_method == "fork"}, (
        f"The members are to be processes of ctx, whose start method is {box.start_method}; they were made in another "
        "way. Another start method hides the fault and does not mend it."
    )
    assert told["exit_codes"] == [0, 0], f"Both members are to end with 0; their exit codes are {told['exit_codes']}."
