"""The cases about the count: from afar, in the middle, of two clocks, and of one that breaks."""

import pytest

STAYS_THERE = (
    "What the child sets on its own copy of the object, or of the class, stays in the child. What both are to see must "
    "lie in memory that both share."
)


@pytest.mark.points(2)
@pytest.mark.feedback(
    error="The clock could not be made, started and joined, so there was nothing to count: see that it is a whole "
    "Process first.",
    deadlock="The clock ticks some 20,000 times, and nobody reads its count meanwhile: main waits in join for the "
    "clock to end, and the clock waits for room to report its ticks. A pipe holds 64 KiB, and then its writer waits "
    "for a reader; a count needs a place that never fills up.",
)
def test_count_comes_home(box):
    """the count reaches the process that made the clock"""
    times = 20_000 + box.secret.randint(1, 200)
    count = box.run("long", times=times).value
    assert count == times, f"The clock ticked {times} times, and after join its count in main is {count}. " + (
        "An exit code has 8 bits: 256 becomes 0 again, and it says how a process ended, not how much it did."
        if count == times % 256
        else STAYS_THERE
    )


@pytest.mark.points(2)
@pytest.mark.feedback(
    error="The clock could not be made, started or asked for its count: see that it is a whole Process first.",
    deadlock="A tick of the clock waits for main to read the count and to let it go on, and main never comes to it. "
    "Either the clock ticks in main itself, which then waits for itself, or reading the count waits for something "
    "that the clock holds while it ticks.",
)
def test_count_while_running(box):
    """the count can be read while the clock runs"""
    stop = box.secret.randint(2, 5)
    times = stop + box.secret.randint(2, 5)
    then, after = box.run("midway", times=times, stop=stop).value
    assert then == stop, (
        f"While the clock was busy with tick({stop}), main read a count of {then}. The calls that had returned by "
        f"then are tick(0) to tick({stop - 1}), {stop} in all. Count each call when it has returned, at a place that "
        "main can see at any time."
    )
    assert after == times, (
        f"The clock ticked {times} times in the end, and its count in main is {after}. " + STAYS_THERE
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    error="Two clocks could not be made, started and joined: see that one clock is a whole Process first."
)
def test_two_clocks(box):
    """every clock has its own count"""
    times = box.secret.sample(range(2, 20), 2)
    counts = box.run("pair", times=times).value
    assert counts == times, (
        f"Two clocks ran at once and ticked {times[0]} and {times[1]} times; their counts in main are {counts}. "
        + (
            "What is made on the class is one for all clocks: make it in __init__, for each clock anew."
            if counts == [sum(times)] * 2
            else "Each clock needs a count of its own, made in __init__, and shared with its process."
        )
    )


@pytest.mark.points(1)
@pytest.mark.feedback(
    error="The clock could not be made, started and joined, or what its tick raised came out in main. What a tick "
    "does, and what it raises, belongs into the new process."
)
def test_broken_tick(box):
    """a tick that raises ends the clock"""
    fault = box.secret.randint(2, 5)
    times = fault + box.secret.randint(2, 5)
    count, exitcode = box.run("broken", times=times, fault=fault).value
    assert exitcode == 1, (
        f"tick({fault}) raised an exception, which nobody is to catch: then a process ends with exit code 1; this one "
        f"ended with {exitcode}."
    )
    assert count == fault, (
        f"tick(0) to tick({fault - 1}) returned, tick({fault}) raised: that is a count of {fault}, but main reads "
        f"{count}. Count as you go, each call when it has returned; what is reported only at the end does not come at "
        "all here."
    )
