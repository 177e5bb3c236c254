"""The public cases: one racer and one shot, and a gun that is fired before anybody is there."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="The gun was fired, and somebody waits for ever. A racer that had counted as ready, but did not sleep "
    "yet, comes to wait for a shot that is over; or the shot reached the starter's own copy of the gun only. A shot "
    "must be something that lasts, in what all processes share.",
    livelock="Somebody looks again and again for something that does not come.",
)
def test_nobody_runs_before_the_gun(box):
    """nobody runs before the gun"""
    for run in box.explore("race", racers=1):
        _ = run.value  # reading it gives a run that did not finish its own verdict
        for order in run.orders("arrive", "gun", "run"):
            seen = [mark.name for mark in order]
            assert seen == ["arrive", "gun", "run"], (
                f"One racer came to the line and the starter fired when it was ready. The order must be arrive, gun, "
                f"run; it can be {', '.join(seen)}. line_up returns when the gun has been fired and not before, and "
                "wait_ready returns when the racers have come."
            )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The gun had been fired and not reloaded when the racers came, one after the other; but one of them waits "
    "at the line for ever. Either the shot was over when it came, or there was only a place for so many and it was "
    "taken. A gun that has been fired lets go everybody who comes, however many."
)
def test_fired_before_anyone_came(box):
    """a gun fired early lets everybody through"""
    run = box.run("fired_early", n=2)
    _ = run.value  # reading it gives a run that did not finish its own verdict
    assert run.exitcodes == (0, 0), (
        f"Two racers came after the shot, one after the other. Both must be let through and end with exit code 0; they "
        f"ended with {list(run.exitcodes)}."
    )
