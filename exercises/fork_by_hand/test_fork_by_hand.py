"""The public cases: what comes back from the child."""

import pytest

CAME_BACK = (
    "An exception, or a child, came out of your function. After fork both processes go on with the same line, also "
    "with the next round of a loop, and a child that does not leave when its call is done goes on into the caller's "
    "code: the same program runs twice. The way to leave is os._exit; sys.exit only raises an exception, which climbs "
    "through the caller's code like any other."
)


@pytest.mark.points(2)
@pytest.mark.feedback(error=CAME_BACK)
def test_exit_code(box):
    """the child's result comes back as exit code"""
    values = [0, box.secret.randint(2, 254), 255, None]
    run = box.run("calls", values=values)
    for value, code in zip(values, run.value, strict=False):
        expected = value or 0
        assert code == expected, f"The function returned {value}, so the exit code is {expected}, not {code}."
    assert run.value[-1] == 1, f"The function raised an exception, so the exit code is 1, not {run.value[-1]}."
    called = [mark.process for mark in run.marks if mark.name == "called"]
    assert len(called) == 5, f"fork_call was used 5 times, and the function was called {len(called)} times."
    assert run.main not in called, "The function was called in the main process: only the child is to call it."
    assert len(set(called)) == 5, f"Each of 5 calls needs a child of its own; there were {len(set(called))}."


@pytest.mark.points(1)
def test_killed(box):
    """death by signal is negative"""
    run = box.run("killed", signals=[9, 15])
    for number, code in zip([9, 15], run.value, strict=True):
        assert code == -number, (
            f"The child was killed by signal {number}, so the exit code is -{number}, not {code}. What waitpid tells "
            "is a status, two numbers in one: the exit code in the upper byte, the signal in the lower. It must be "
            "decoded."
        )
