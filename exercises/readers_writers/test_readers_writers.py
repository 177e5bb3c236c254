"""The public cases: two readers, and errors inside."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="Two readers wanted to meet inside, and one of them is kept outside although nobody writes and nobody "
    "wants to. Reading does not disturb reading: what a reader holds while it is inside must not keep "
    "another reader out."
)
def test_readers_read_together(box):
    """readers read together"""
    for run in box.explore("reading_circle", readers=2):
        waiting = run.value
        came_in = [mark.data for mark in run.marks if mark.name == "in"]
        assert came_in == ["r", "r"], f"Two readers came, and those who got in are {came_in}."
        assert waiting == 0, f"No writer ever came, but writers_waiting says {waiting}."


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="An error inside the block left somebody inside: the next one waits for a visitor who is gone. A `with` "
    "block is left by an exception too. In a function under `@contextmanager` the exception appears at the `yield`, "
    "and what stands below it is not reached unless `finally` says so."
)
def test_an_error_leaves_nobody_inside(box):
    """an error leaves nobody inside"""
    error = box.secret.randint(1, 10**6)
    run = box.run("after_error", error=error)
    said, waiting = run.value
    expected = [{"raised": ["KeyError", str(error)]}] * 3
    assert said[:3] == expected, (
        f"A read and two writes raised KeyError({error}) inside, which must go on to the caller as it is: {expected}. "
        f"What came out: {said[:3]}."
    )
    assert said[3:] == ["r", "w", "r"], (
        f"After the errors a read, a write and a read must work as ever and give ['r', 'w', 'r']; they gave {said[3:]}."
    )
    assert waiting == 0, f"Nobody waits any more, but writers_waiting says {waiting}."
