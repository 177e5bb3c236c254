"""The public case: a program that prints a little and ends."""

import pytest


@pytest.mark.points(2)
def test_output_and_code(box):
    """output and exit status"""
    for code, seconds in ((0, None), (box.secret.randint(2, 100), 3600)):
        out, err = (f"word{number}" for number in box.secret.sample(range(10**6), 2))
        run = box.run("command", program="exit", args=[str(code), out, err], seconds=seconds)
        expected = [code, f"{out}\n", f"{err}\n"]
        assert run.value == expected, (
            f"A program printed {out!r} on stdout and {err!r} on stderr, and ended with exit status {code}. "
            f"run_command is to return {expected} (the outputs as bytes), and it returned {run.value}. An exit status "
            "other than 0 is an answer like any other."
        )
