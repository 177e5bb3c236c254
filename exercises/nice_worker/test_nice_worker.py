"""The public cases: an exit code, and four states."""

import pytest


@pytest.mark.points(1)
def test_exit_code(box):
    """the task's exit code comes back"""
    code = box.secret.randint(2, 100)
    run = box.run("nicer", increment=box.secret.randint(3, 7), code=code)
    _, _, told = run.value
    assert told == code, (
        f"The task ended with exit code {code}, and run_nice returned {told}. (A status of waitpid is not an exit code "
        "yet, for it also tells of signals.)"
    )


@pytest.mark.points(1)
def test_states(box):
    """running, stopped, zombie, gone"""
    run = box.run("states", comm="")
    expected = ["R", "T", "Z", None]
    assert run.value == expected, (
        "Asked for were the process itself, which runs, and a child: stopped, then killed, then reaped. The kernel "
        f"shows {expected}; state returned {run.value}."
    )
