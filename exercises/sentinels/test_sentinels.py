"""The public case: one task and two workers, in every order of events."""

import pytest


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock="Somebody waits in get, and nobody will put anything more. There was one task for two workers. If there "
    "was one stop only, one worker took it and went home, and the other waits for ever. If there were enough, a worker "
    "did not know its stop when it came: what travels over a queue arrives as a copy, and `is` does not find the "
    "original. If only main waits, in collect, then a worker has left without saying so."
)
def test_everybody_stops(box):
    """a team larger than the work comes home"""
    item = box.secret.randint(1, 10**6)
    for run in box.explore("team", items=[item], workers=2, room=0, work="tag"):
        expected = [["done", repr(item)]]
        assert run.value == expected, (
            f"There was one task, {item}, and collect returned {run.value} instead of {expected}. It may return only "
            "when every worker has said that it stops: as long as one has not, its result may still be on the way. "
            "And a worker's farewell is not a result."
        )
