"""The public case: one dish."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="One dish was to be cooked and served, and somebody waits for ever: for a signal that nobody gives, or "
    "that was given before he began to wait and was not kept. For the first dish the plate is free.",
    livelock="Somebody looks again and again for something that does not come, although there was one cook and one "
    "waiter for one dish.",
)
def test_one_dish(box):
    """the waiter waits for the dish"""
    dish = box.secret.randint(1, 10**6)
    for run in box.explore("service", services=[[dish]]):
        plate = run.value
        served = [mark.data for mark in run.marks if mark.name == "served"]
        assert served == [dish], (
            f"The cook made the dish {dish}, and the waiter served {served}. If he served 0, he slept, woke, and took "
            "what lay there, but the cook had not been given the processor yet. No sleep is long enough to be a "
            "signal: wait for the fact itself."
        )
        assert plate == dish, (
            f"The cook put {dish} on the plate and nobody else may write there, but in the end it says {plate}. That "
            "a dish is taken must be said by a signal, not on the plate."
        )
