"""The public case: two items and one worker, in every order of events."""

import pytest


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock="main waits for something that will never come. The worker looked for a task, found none, and went home, "
    "while the task was still in main's buffer on its way into the pipe: `put` returns before that. So the "
    "task was never done. Whether one looks with empty(), qsize(), get_nowait() or a time limit: that there is nothing "
    "at one moment does not mean that nothing will come."
)
def test_no_item_is_left_behind(box):
    """a task that is still on its way counts"""
    items = sorted(box.secret.sample(range(2, 10**6), 2))
    expected = [[item, item**2] for item in items]
    for run in box.explore("process", items=items, workers=1, work="square"):
        assert run.value == expected, (
            f"The items were {items}, and process_all returned {run.value} instead of {expected}. Somebody asked "
            "empty() and heard True, while a message was still in its sender's buffer on the way into the pipe: the "
            "worker, which then went home although there was a task, or main, which returned although there was a "
            "result. empty() speaks of the pipe at one moment, not of the work."
        )
