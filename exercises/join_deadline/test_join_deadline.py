"""The public case: every kind of process at once."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="Two of the processes ignore SIGTERM, and finish waits for one of them without a limit. terminate() only "
    "asks a process to end: wait for `grace` seconds at most, then end by kill() whoever is still there."
)
def test_deaf_ones_are_killed(box):
    """who ignores SIGTERM is killed"""
    status = box.secret.randint(1, 255)
    run = box.run("mixed", kinds=["deaf", "blocked", f"done:{status}", "deaf"], seconds=0.05, grace=0.05)
    codes, left = run.value
    expected = [-9, -15, status, -9]
    assert None not in codes, (
        f"finish returned {codes}: None is the exit code of a process that still runs. Two of these four ignore "
        "SIGTERM (signal 15); end them by kill() after the grace, and join each process before you read its exit code."
    )
    assert codes == expected, (
        "Of four processes the first and the last ignore SIGTERM (signal 15), the second is blocked, and the third "
        f"had ended with {status} before. Their exit codes must be {expected}; finish returned {codes}. First "
        "SIGTERM, for all that still run, and SIGKILL (signal 9) only for those who are still there after the grace."
    )
    assert left == 0, f"finish returned the right codes, but {left} of the processes still had to be joined."
