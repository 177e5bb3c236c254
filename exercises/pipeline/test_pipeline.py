"""The public case: one item and two workers, in every order of events."""

import pytest


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock="There were one item and two workers, and somebody waits for a message that will never come. Every worker "
    "has to be told that the source has ended, and a message reaches one of them only. The sink has to be told, too, "
    "when nobody can send to it any more."
)
def test_every_result_reaches_the_sink(box):
    """nothing is lost at the end"""
    item = box.secret.randint(1, 10**6)
    for run in box.explore("flow", items=[item], workers=2, room=2):
        _ = run.value  # a run that did not finish has its own verdict
        sunk = [mark.data for mark in run.marks if mark.name == "sunk"]
        assert sunk != [], (
            f"The only item was {item}, and the sink was never called. One worker had finished and told the sink that "
            "all was over, while the other was still at work: its result came after the end message and was never used."
        )
        assert sunk == [2 * item], (
            f"The only item was {item}, and transform doubles it, so the sink is to be called once, with {2 * item}. "
            f"It was called with {sunk}. What you put round a result for the journey must come off again, and what "
            "says the end is no result."
        )
