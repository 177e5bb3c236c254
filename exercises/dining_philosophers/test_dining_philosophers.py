"""The public cases: two neighbours, and two who share no fork."""

from collections import Counter

import pytest


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Two neighbours and nobody else were at the table, and one of them waits for ever for a fork: somebody "
    "has got up and not laid it down."
)
def test_neighbours_take_turns(box):
    """neighbours take turns"""
    for run in box.explore("dinner", seats=4, guests=[1, 2], meals=1):
        _ = run.value  # a run that did not finish has its own verdict
        meals = Counter(mark.data for mark in run.marks if mark.name == "eats")
        assert meals == {1: 1, 2: 1}, (
            f"Seats 1 and 2 were to eat once each; meals by seat: {dict(meals)}. Who finds a fork taken waits for it, "
            "as long as it may be: nobody goes hungry."
        )
        for order in run.orders("eats", "done"):
            eating = []
            for mark in order:
                if mark.name == "done":
                    eating.remove(mark.data)
                    continue
                assert not eating, (
                    f"Seat {mark.data} began to eat while its neighbour, seat {eating[0]}, was eating: they share a "
                    "fork. Who eats holds both forks, from the first bite to the last."
                )
                eating.append(mark.data)


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="Seats 0 and 2 of 4 share no fork and nobody else was hungry, but they could not eat at the same time: "
    "one eats and waits for the other one's company, the other one waits for something that the first one holds. What "
    "is it? Nobody needs more than two forks."
)
def test_opposite_seats_eat_together(box):
    """opposite seats eat at the same time"""
    run = box.run("opposite", seats=4, guests=[0, 2])
    _ = run.value  # a run that did not finish has its own verdict
    seats = sorted(mark.data for mark in run.marks if mark.name == "eats")
    assert seats == [0, 2], f"Seats 0 and 2 were to eat once each; those who ate: {seats}."
