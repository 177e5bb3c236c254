"""The hidden cases: the living, the dead whom somebody else has buried, the strangers, and the orphans."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="One worker had ended and the other was still at work. reap waited for the one at work, and for ever: "
    "this worker would have been let go after reap. There is a way to ask a process whether it has ended that does not "
    "wait."
)
def test_reap_never_waits(box):
    """reap does not wait for the living"""
    codes = box.secret.sample(range(2, 100), 2)
    run = box.run("never_waits", codes=codes)
    (first, second), reaped, closed = run.value
    assert reaped == [[second, codes[1]]], (
        f"The second worker (pid {second}) had ended with exit code {codes[1]}, the first one (pid {first}) was at "
        f"work. reap is to report [[{second}, {codes[1]}]], and it reported {reaped}."
    )
    assert closed == [[first, codes[0]]], (
        f"The second worker had been reported, and now the first one (pid {first}) has ended too, with exit code "
        f"{codes[0]}. close is to report [[{first}, {codes[0]}]], and it reported {closed}: each worker once, with "
        "its exit code."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The first worker had ended, the second one was at work, and reap waited for the second, for ever: reap "
    "must not wait. It would not have got the first one that way either, for when you start a process, multiprocessing "
    "reaps those of its children that have ended by then."
)
def test_codes_are_kept(box):
    """no exit code gets lost"""
    codes = box.secret.sample(range(2, 100), 2)
    run = box.run("restart", codes=codes)
    (first, second), reaped, closed = run.value
    assert reaped == [[first, codes[0]]], (
        f"A worker (pid {first}) ended with exit code {codes[0]}; then the crew started another one. reap is to "
        f"report [[{first}, {codes[0]}]], and it reported {reaped}. Each start of a process lets multiprocessing "
        "reap those that have ended: from then on the kernel knows nothing of them, but their Process objects do."
    )
    assert closed == [[second, codes[1]]], (
        f"The first worker had been reported; the second one (pid {second}) ended with exit code {codes[1]}. close is "
        f"to report [[{second}, {codes[1]}]], and it reported {closed}."
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    leaked="close was called while two workers were at work, and it did not wait for them: they were there when "
    "everything was over. reap must never wait, and close must; so they cannot be the same.",
    livelock="close is awake all the time and looks again and again. Let it sleep: join wakes up when the process has "
    "ended.",
)
def test_close_waits(box):
    """close lets the workers finish"""
    codes = [box.secret.randint(2, 100), 0]
    run = box.run("closing", codes=codes)
    pids, report = run.value
    expected = [[pid, code] for pid, code in zip(pids, codes, strict=True)]
    assert report == expected, (
        f"Two workers were at work when close was called, and then ended with the exit codes {codes}. close is to "
        f"report {expected}, and it reported {report}. (Where SIGCHLD is ignored, nobody learns their exit codes. "
        "And who terminates a worker does not let it finish.)"
    )


@pytest.mark.points(1)
def test_others_are_left_alone(box):
    """other children are left alone"""
    code = box.secret.randint(2, 100)
    run = box.run("others", code=code)
    reaped, closed, kept = run.value
    assert [reaped, closed] == [[], []], (
        f"The crew has no workers, so it has nothing to report; reap reported {reaped}, close {closed}. A process may "
        "have other children beside its crew."
    )
    assert kept == code, (
        f"A process that does not belong to the crew has ended with exit code {code}, and whoever started it got "
        f"{kept} for it: a child can be reaped once, and the crew had done so. Ask for your own workers, not for any."
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    leaked="The leader was terminated, and processes that it had started went on without it. SIGTERM ends a Python "
    "process at once, and no `finally` runs, unless a handler turns the signal into an exception. And a process that "
    "is told to end may take a while: the leader must wait for it before it goes itself.",
    deadlock="Somebody waits for ever. Either the leader did not start each task in a process of its own and then call "
    "ready; or it got its SIGTERM and waits for its people to end, and nobody has told them to.",
    livelock="The leader is awake all the time and looks again and again. Let it sleep while its people work: join "
    "wakes up when a process has ended.",
)
def test_no_orphans(box):
    """who leads takes its people along"""
    run = box.run("leader", n=2)
    assert run.value == 143, (
        f"The leader got SIGTERM, and its exit code must be 143, which is 128 + 15; it is {run.value}. A negative code "
        "says that the signal killed the process before it could do anything."
    )
