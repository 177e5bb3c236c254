"""The cases about time. In a controlled run no second is real, and every order of ends and time limits is tried."""

import pytest

UNLIMITED = (
    "finish waits without a limit for a process that never ends by itself. Waiting has a limit, until the process has "
    "been sent a signal that it cannot ignore."
)


def gone(run, names):
    """Return the exit codes that finish returned; all processes must have been waited for."""
    codes, left = run.value
    for name, code in zip(names, codes, strict=True):
        assert code is not None, (
            f"finish returned None for {name}: its exit code was read before the process had ended. join with a limit "
            "also comes back when the time is over, and terminate() and kill() only send a signal; who must end is "
            "waited for once more afterwards."
        )
    assert left == 0, (
        f"finish returned, and processes that are not joined: {left}. Whatever was sent to them, the last thing is a "
        "join without a limit, for each."
    )
    return codes


def once(runs, within, value):
    """Return whether one of the controlled runs returned `value` within so many virtual seconds."""
    return any(run.schedule and run.value == value and run.elapsed < within for run in runs)


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=UNLIMITED)
def test_no_wait_for_the_ended(box):
    """who has ended is not waited for"""
    status = box.secret.randint(1, 255)
    runs = box.explore("own_pace", statuses=[status], stuck=0, seconds=5, grace=5)
    assert once(runs, within=5, value=[[status], 0]), (
        f"A process that ends by itself, with {status}, had 5 seconds. However early it ends, finish does not return "
        f"[{status}] before the 5 seconds are over: wait for the process, not for the clock."
    )
    runs = box.explore("own_pace", statuses=[], stuck=0, seconds=5, grace=5)
    assert once(runs, within=5, value=[[], 0]), (
        "There are no processes, so there is nothing to wait for: finish([], 5, 5) must return [] at once."
    )


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=UNLIMITED)
def test_stragglers(box):
    """stragglers are terminated and reaped"""
    status = box.secret.randint(1, 255)
    names = ["p0 (ends by itself)", "p1 (never ends)", "p2 (never ends)"]
    for run in box.explore("own_pace", statuses=[status], stuck=2, seconds=0.5, grace=60):
        first, *stuck = gone(run, names)
        assert first in (status, -15), (
            f"p0 ends by itself with {status}, or with -15 if the time is over before; finish returned {first} for it."
        )
        assert stuck == [-15, -15], (
            "p1 and p2 never end by themselves, but they do not ignore SIGTERM (signal 15): their exit codes must be "
            f"-15, and finish returned {stuck}. SIGKILL (signal 9) is for those who are still there after the grace."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=UNLIMITED)
def test_not_before_the_deadline(box):
    """nobody is ended before the deadline"""
    statuses = box.secret.sample(range(256), 2)
    names = ["p0 (ends by itself)", "p1 (ends by itself)"]
    for run in box.explore("own_pace", statuses=statuses, stuck=0, seconds=5, grace=5):
        codes = gone(run, names)
        if run.schedule and run.elapsed < 5:  # in a free run, nobody knows how much time has passed
            assert codes == statuses, (
                f"Two processes would have ended by themselves, with {statuses}. They had 5 seconds, of which "
                f"{run.elapsed:g} were over when finish returned {codes}. Before the time is over, nobody is touched."
            )


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=UNLIMITED)
def test_one_deadline_for_all(box):
    """the deadline is shared"""
    names = [f"p{number} (never ends)" for number in range(3)]
    for run in box.explore("own_pace", statuses=[], stuck=3, seconds=1, grace=0):
        codes = gone(run, names)
        assert set(codes) <= {-15, -9}, f"Three stuck processes end by signal 15 or 9 only; finish returned {codes}."
        assert run.elapsed < 3, (
            f"Three stuck processes have 1 second together and no grace; finish needed {run.elapsed:g} seconds. "
            "Whoever gives each of them the whole time waits three times as long: there is one deadline, and each "
            "join gets what is left."
        )
