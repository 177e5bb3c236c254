"""The public cases: everybody is there while work runs, and the program can end."""

import pytest

NO_END = (
    "The program never came to its end. It may wait for ever in two places. In work, which goes on only when the "
    "helper and all processes of the leader are there: are both started before you call work? And at its exit, for a "
    "process that ends stops its daemons and waits for all its other children: a helper that never ends must be a "
    "daemon, and a leader must have been told to stop. The flag counts only if it is set before start(). Set later, it "
    "raises an AssertionError, and what session has started by then stays."
)
ORPHANS = (
    "The program is over, and processes that belong to it are still there. terminate() ends one process and nothing "
    "else: if that one has children, they stay behind as orphans. Tell the leader by its event and let it see its own "
    "processes off."
)


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=NO_END, leaked=ORPHANS)
def test_both_run_beside_work(box):
    """helper and leader run while work runs"""
    answer = box.secret.randint(1, 10**6)
    run = box.run("show", hands=2, answer=answer)
    code = run.value
    raised = [mark.data for mark in run.marks if mark.name == "raised"]
    assert not raised, f"work returned {answer}, but session raised {': '.join(raised[0])}"
    names = [mark.name for mark in run.marks]
    assert names.count("work") == 1, f"session is to call work once; it was called {names.count('work')} times."
    there = names[: names.index("work")]
    assert there.count("helper") == 1, (
        f"When work was done, the helper had been called {there.count('helper')} times instead of once: start it "
        "before you call work."
    )
    assert there.count("hand") == 2, (
        f"The leader was to have 2 processes beside work, and {there.count('hand')} were there. Was the leader started "
        "as a process that may have children? A daemon may not."
    )
    processes = {mark.process for mark in run.marks if mark.name in ("helper", "hand", "work")}
    assert len(processes) == 4, (
        "The helper, the two processes of the leader and work must be in four different processes, and they were in "
        f"{len(processes)}."
    )
    returned = [mark.data for mark in run.marks if mark.name == "returned"]
    assert returned == [answer], f"work returned {answer}, and so must session. It returned: {returned}."
    assert code == 0, f"The program is to end by itself, with exit code 0; its exit code is {code}."


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=NO_END, leaked=ORPHANS)
def test_program_can_end(box):
    """the helper goes with the program"""
    run = box.run("show", hands=1, answer=box.secret.randint(1, 10**6))
    assert run.value == 0, f"The program is to end by itself, with exit code 0; its exit code is {run.value}."
