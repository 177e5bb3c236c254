"""The public cases: what a code means, and when to stop."""

import pytest


@pytest.mark.points(2)
def test_describe(box):
    """each exit code has its meaning"""
    status, signal = box.secret.randint(2, 254), box.secret.randint(3, 30)
    meanings = {
        None: ["running", None],
        0: ["ok", 0],
        1: ["error", 1],
        status: ["error", status],
        255: ["error", 255],
        -9: ["signal", 9],
        -15: ["signal", 15],
        -2: ["signal", 2],
        -signal: ["signal", signal],
    }
    value = box.run("describe_all", codes=list(meanings)).value
    for (code, meaning), said in zip(meanings.items(), value, strict=True):
        assert said == meaning, (
            f"describe({code}) should be {tuple(meaning)}; it returned {said}. None "
            "means that the process still runs, and is not the same as 0; -N means that signal N ended it."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    error="run_until_ok raised an exception, or a process that runs your code did. One Process object stands for one "
    "process: it cannot be started twice.",
    leaked="run_until_ok returned while a process of an attempt was still there: each attempt is over before the next "
    "one begins, and the last one before you return.",
)
def test_stops_at_success(box):
    """it stops at the first success"""
    status = box.secret.randint(2, 255)
    plan = [f"exit:{status}", "raise", "return", "return"]
    for run in box.explore("attempts", plan=plan, most=4):
        history = run.value
        told = (
            f"Of four attempts the first calls sys.exit({status}), the second raises an exception, the third returns. "
        )
        assert ["running", None] not in history, (
            f"{told}An attempt was described as running: {history}. Its exitcode was read before the process had "
            "ended, and a read comes too early whenever the child is slow."
        )
        expected = [["error", status], ["error", 1], ["ok", 0]]
        assert history == expected, (
            f"{told}The history should be {expected}; it is {history}. What the "
            "target returns, here a 7, is no exit code: whoever returns has ended well."
        )
        numbers = sorted(mark.data for mark in run.marks if mark.name == "attempt")
        assert numbers == [1, 2, 3], (
            f"{told}So the attempts 1, 2 and 3 are needed; these were made: {numbers}. Look at the exit code of an "
            "attempt before you start the next one."
        )
