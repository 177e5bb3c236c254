"""The cases with several racers and heats, and with nobody to wait for."""

import pytest

STUCK = (
    "Somebody waits for ever. A racer sleeps for a shot that is over, since the gun was closed, or its places were "
    "taken, before the racer had come to wait; or the shot reached only the starter's own copy of the gun; or the "
    "starter waits for racers who have come already. A fired gun lets go all who come, until it is reloaded."
)
RESTLESS = (
    "Somebody looks again and again for something that does not come: who must wait is to sleep until it is woken."
)


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Both racers slept at the line when the gun was fired, and a shot is for all who stand there; but not all "
    "were let go. If the shot is a plain attribute of the gun, each process has its own copy of it: a racer that is "
    "woken looks at its own, and sleeps on. If it is a permit, one racer takes it and the other one finds none.",
    livelock="The starter waited until both racers were asleep at the line, and they never were. Either they wake up "
    "again and again to look (a sleep with a time limit is no sleep of this kind: wait on something that wakes you), "
    "or they did not wait at all.",
)
def test_one_shot_is_for_all(box):
    """one shot is for all who stand at the line"""
    run = box.run("line", racers=2)
    _ = run.value  # reading it gives a run that did not finish its own verdict
    started = [mark for mark in run.marks if mark.name == "run"]
    assert len(started) == 2, f"Two racers stood at the line when the gun was fired, and {len(started)} ran."


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK, livelock=RESTLESS)
def test_latecomers_do_not_wait(box):
    """who comes after the shot runs at once"""
    for run in box.explore("late", racers=1, heats=1):
        check_heats(run, racers=1, heats=1)
        check_latecomers(run, heats=1)


@pytest.mark.points(2)
@pytest.mark.schedules(40)  # who waits asleep has fewer; who polls has any number
@pytest.mark.feedback(deadlock=STUCK, livelock=RESTLESS)
def test_second_heat(box):
    """the second heat waits for its own gun and its own racers"""
    for run in box.explore("late", racers=1, heats=2):
        check_heats(run, racers=1, heats=2)
        check_latecomers(run, heats=2)


@pytest.mark.points(1)
@pytest.mark.schedules(40)  # who waits asleep has fewer; who polls has any number
@pytest.mark.feedback(deadlock=STUCK, livelock=RESTLESS)
def test_fired_twice(box):
    """a second shot changes nothing"""
    for run in box.explore("twice", racers=1):
        check_heats(run, racers=1, heats=2)


@pytest.mark.points(1)
def test_racers_wait_asleep(box):
    """who waits for the shot sleeps"""
    for run in box.explore("silent", racers=1):
        check_asleep(run, "A racer stood at the line and no shot was fired", "line_up came back without a shot")
        started = [mark for mark in run.marks if mark.name == "run"]
        assert not started, "A racer ran although no shot was fired."


@pytest.mark.points(1)
def test_the_starter_waits_for_all(box):
    """the starter waits for the last one, asleep"""
    for run in box.explore("one_too_few", racers=2):
        check_asleep(
            run, "Two racers were to come and one came", "wait_ready came back although one racer was still missing"
        )
        ready = [mark for mark in run.marks if mark.name == "ready"]
        assert not ready, "Two racers were to come and one came, but wait_ready came back."


def check_heats(run, *, racers, heats):
    """Assert that in each heat all racers arrive, then the gun is fired, then all run, in every order that can be."""
    _ = run.value  # reading it gives a run that did not finish its own verdict
    expected = [
        (name, heat) for heat in range(1, heats + 1) for name in ["arrive"] * racers + ["gun"] + ["run"] * racers
    ]
    for order in run.orders("arrive", "gun", "run"):
        seen = [(mark.name, mark.data) for mark in order]
        assert seen == expected, (
            f"In each heat the racer arrives, then the gun is fired, then the racer runs: {in_words(expected)}. It can "
            f"be otherwise: {in_words(seen)}. If the gun came before the racer of its heat, wait_ready had counted "
            "somebody of the heat before, perhaps its latecomer; if somebody ran before the gun, it was still open. "
            "reload closes the gun, and forgets who has come."
        )


def check_latecomers(run, *, heats):
    """Assert that somebody came late in each heat, and was let go."""
    late = sorted(mark.data for mark in run.marks if mark.name == "late")
    assert late == list(range(1, heats + 1)), (
        f"In each of {heats} heats one more came to the line after the shot; those of the heats {late} were let go."
    )


def check_asleep(run, situation, otherwise):
    """Assert that nobody can go on in this run, and nobody looks again and again."""
    if run.outcome == "error":
        _ = run.value  # has its own verdict
    assert run.outcome != "finished", f"{situation}, so somebody must wait for ever. But {otherwise}."
    assert run.outcome != "livelock", (
        f"{situation}. Who must wait then does so, but not asleep: it wakes up again and again to look. That costs the "
        "processor all the time, and it is late all the same. Wait on something that wakes you: an event, a semaphore, "
        "a condition."
    )
    assert run.outcome == "deadlock", (
        f"{situation}; who must wait then is to be found sleeping. What was found: {run.outcome}."
    )


def in_words(order):
    """Write an order of marks in one line."""
    return ", ".join(f"{name} {heat}" for name, heat in order)
