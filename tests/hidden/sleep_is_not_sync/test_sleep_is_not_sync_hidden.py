"""The cases with several dishes and services, and with nobody there to wait for."""

import pytest

STUCK = (
    "Somebody waits for ever for a signal. Either it is never given, or it was lost: two signals that came before "
    "anybody looked were counted as one, or one was given before the other began to wait, and nothing kept it. And the "
    "cook must not wait for a free plate before the very first dish."
)
RESTLESS = (
    "Somebody looks again and again at something that does not change any more. Dishes may be any integers, also 0 and "
    "also two equal ones: from what lies on the plate you cannot tell whether there is something new."
)


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=STUCK, livelock=RESTLESS)
def test_each_dish_once_in_order(box):
    """each dish is served once, in order"""
    check_service(box, [secret_dishes(box, 2)])


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK, livelock=RESTLESS)
def test_equal_dishes(box):
    """two equal dishes are two dishes"""
    check_service(box, [[0, 0]])


@pytest.mark.points(2)
@pytest.mark.schedules(40)  # who waits asleep has fewer; who polls has any number
@pytest.mark.feedback(deadlock=STUCK, livelock=RESTLESS)
def test_second_service(box):
    """the second service works like the first"""
    a, b, c = secret_dishes(box, 3)
    check_service(box, [[a], [b, c]])


@pytest.mark.points(1)
def test_the_cook_waits_asleep(box):
    """the cook sleeps until the plate is free"""
    dishes = secret_dishes(box, 2)
    for run in box.explore("cook_alone", dishes=dishes):
        check_asleep(
            run,
            f"The cook had two dishes, {dishes}, and there was no waiter",
            "a dish that nobody has taken was written over",
        )


@pytest.mark.points(1)
def test_the_waiter_waits_asleep(box):
    """the waiter sleeps until a dish is ready"""
    (leftover,) = secret_dishes(box, 1)
    for run in box.explore("waiter_alone", first=leftover):
        served = [mark.data for mark in run.marks if mark.name == "served"]
        check_asleep(
            run,
            f"{leftover} lay on the plate, and there was no cook who said that it is ready",
            f"the waiter served {served}",
        )
        assert not served, f"Nobody had said that a dish is ready, and the waiter served {served} before he waited."


def secret_dishes(box, count):
    """Return `count` distinct dishes, none of them 0."""
    return box.secret.sample(range(1, 10**6), count)


def check_service(box, services):
    """Assert that every dish is served once and in order, in every schedule, and that the plate is the cook's own."""
    expected = [dish for dishes in services for dish in dishes]
    for run in box.explore("service", services=services):
        plate = run.value
        served = [mark.data for mark in run.marks if mark.name == "served"]
        assert served == expected, (
            f"The services were {services}, and the waiters served {served} instead of {expected}. If something was "
            'served too early or twice, the next dish was not there yet: the signal "a dish is ready" is missing. If a '
            'dish never came, it was written over before it had been taken: the signal back, "the plate is free", is '
            "missing. A sleep is neither of the two, however long."
        )
        assert plate == expected[-1], (
            f"The last dish was {expected[-1]}, and nobody but the cook may write the plate, but in the end it says "
            f"{plate}. That a dish is taken must be said by a signal, not on the plate."
        )


def check_asleep(run, situation, otherwise):
    """Assert that the only process of this run was found sleeping for good."""
    if run.outcome == "error":
        _ = run.value  # has its own verdict
    assert run.outcome != "finished", (
        f"{situation}; so he must wait, and nobody can ever wake him. But he went on: {otherwise}. Whoever goes on "
        "without a signal, at once or because some time has passed, goes on too early on a slower day."
    )
    assert run.outcome != "livelock", (
        f"{situation}; so he must wait. He does, but not asleep: he wakes up again and again to look. That costs the "
        "processor all the time, and it is late all the same. Wait on something that wakes you: a semaphore, an event, "
        "a condition."
    )
    assert run.outcome == "deadlock", (
        f"{situation}; so he must be found sleeping. What was found instead: {run.outcome}."
    )
