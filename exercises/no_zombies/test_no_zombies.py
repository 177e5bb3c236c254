"""The public cases: the dead are reported and buried, and a leader ends with its tasks."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="All workers had ended, and the crew waits for one more, for ever. A child can be asked for once; who "
    "asks again, or asks for one whom multiprocessing has reaped, waits in vain."
)
def test_no_zombie_stays(box):
    """ended workers are reported and buried"""
    codes = [0, box.secret.randint(2, 100), 0]
    run = box.run("idle", codes=codes)
    pids, reaped, states, again, closed = run.value
    told = [mark.data for mark in run.marks if mark.name == "worker"]
    assert sorted(told) == sorted(pids), (
        f"The workers say that their pids are {sorted(told)}; start returned {sorted(pids)}."
    )
    expected = [[pid, code] for pid, code in zip(pids, codes, strict=True)]
    assert reaped == expected, (
        f"Three workers ended with the exit codes {codes}, and reap is to report {expected}: pid and exit code, in the "
        f"order of their start. It reported {reaped}. (What os.wait tells is a status, which must be decoded. And a "
        "process that ignores SIGCHLD has told the kernel to keep nothing of its children, not even their exit codes.)"
    )
    assert states == [None] * 3, (
        f"After reap, the kernel shows the three workers in the states {states}. Z is a zombie: a process that has "
        "ended and that its parent has not asked for. It goes when it is reaped."
    )
    assert again == [], f"All had been reported, and a second reap reported {again}: report each worker once."
    assert closed == [], f"All had been reported, and close reported {closed}: report each worker once."


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock="The tasks are short, and the leader never came to its end: for whom does it wait?")
def test_leader_ends(box):
    """a leader ends with its tasks"""
    run = box.run("leader_ends", n=2)
    assert run.value == 0, (
        f"Nobody was terminated and both tasks returned, so the leader's exit code must be 0; it is {run.value}. Leave "
        "with 143 only where SIGTERM has come."
    )
    names = [mark.name for mark in run.marks]
    assert names.count("brief") == 2, f"The leader has 2 tasks to run, and {names.count('brief')} were run."
    assert names.count("ready") == 1, f"The leader is to call ready once, and did so {names.count('ready')} times."
    assert names[-1] == "led", f"The leader is to end after its tasks; the marks came in this order: {names}."
    tasks = [mark.process for mark in run.marks if mark.name == "brief"]
    leaders = [mark.process for mark in run.marks if mark.name == "ready"]
    assert len({*tasks, *leaders}) == 3, "Each task needs a process of its own; the leader itself runs none."
