"""The public case: two workers with one item each."""

import pytest


@pytest.mark.points(4)
@pytest.mark.feedback(
    error="If the exception came out of recv, a message was torn. recv reads the length of a message and then its "
    "body: one worker read the length, another one then read the body as if it were a length. Two processes must not "
    "receive on the same end of a pipe: give each its own.",
    deadlock="Somebody waits in recv for bytes that another process has taken, or that nobody will send. A message is "
    "read in two pieces, its length and its body, and whoever else reads from the same end may take the second one.",
)
def test_no_message_is_torn(box):
    """two workers never read or write half a message"""
    x, y = sorted(box.secret.sample(range(2, 10**6), 2))
    for run in box.explore("farm", items=[x, y], workers=2, work="square"):
        expected = [[x, x * x], [y, y * y]]
        assert run.value == expected, (
            f"The items {[x, y]} were to be squared by two workers: {expected}. The pairs that farm returned are, "
            f"sorted, {run.value}."
        )
