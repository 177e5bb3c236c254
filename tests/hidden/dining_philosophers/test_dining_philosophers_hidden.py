"""The cases of a full table, of uneven company, and of a guest who leaves in anger."""

from collections import Counter

import pytest

CIRCLE = (
    "Everybody holds one fork and waits for the one that the next one holds: 0 waits for 1, 1 waits for 2, and the "
    "last one waits for 0. Nobody does anything wrong, and nobody will ever eat. A circle of waiting needs everyone "
    "in it: break it at one place."
)
HELD = (
    "One of two neighbours choked and left; the other one waits for ever for the fork that went with him. What you "
    "take goes back on every way out, and an exception is one."
)


@pytest.mark.points(3)
@pytest.mark.feedback(deadlock=CIRCLE)
def test_three_at_a_table(box):
    """three at a table all eat"""
    check_dinner(box, seats=3, guests=[0, 1, 2], meals=1)


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Two sat at a table with two forks. Each holds one and waits for the other one's: the smallest circle "
    "there is. For two neighbours at a round table, left and right are the same two forks the other way round."
)
def test_two_at_a_table(box):
    """two at a table eat, again and again"""
    check_dinner(box, seats=2, guests=[0, 1], meals=2)


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Seats 4 and 1 of 5 share no fork and nobody else was hungry, but they could not eat at the same time: "
    "one eats and waits for the other one's company, the other one waits for something that the first one holds. Who "
    "may eat must be decided fork by fork."
)
def test_not_only_opposite_seats(box):
    """so do any two who share no fork"""
    run = box.run("opposite", seats=5, guests=[4, 1])
    _ = run.value  # a run that did not finish has its own verdict
    seats = sorted(mark.data for mark in run.marks if mark.name == "eats")
    assert seats == [1, 4], f"Seats 4 and 1 were to eat once each; those who ate: {seats}."


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=HELD)
def test_who_leaves_lays_the_forks_down(box):
    """who leaves in anger lays the forks down"""
    check_dinner(box, seats=3, guests=[0, 1], meals=1, chokes=0)


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=HELD)
def test_the_last_seat_too(box):
    """so does the last seat"""
    check_dinner(box, seats=3, guests=[2, 1], meals=1, chokes=2)


def check_dinner(box, *, seats, guests, meals, chokes=None):
    """Assert, in every schedule, that everybody eats, no two neighbours at once, and that who chokes says so."""
    for run in box.explore("dinner", seats=seats, guests=guests, meals=meals, chokes=chokes):
        _ = run.value  # a run that did not finish has its own verdict
        eaten = Counter(mark.data for mark in run.marks if mark.name == "eats")
        assert eaten == dict.fromkeys(guests, meals), (
            f"Meals to be eaten by each of the seats {sorted(guests)}: {meals}. Eaten, by seat: {dict(eaten)}. Who "
            "finds a fork taken waits for it, as long as it may be, and does not go without."
        )
        choked = [mark.data for mark in run.marks if mark.name == "choked"]
        assert choked == ([] if chokes is None else [chokes]), (
            f"The meal of seat {chokes} raised KeyError, and dine lets it go on to the caller; KeyErrors came from the "
            f"seats {choked}. Laying down the forks does not mean hiding why."
        )
        for order in run.orders("eats", "done"):
            check_forks(order, seats)


def check_forks(order, seats):
    """Assert that in this order of marks nobody begins to eat while a neighbour eats."""
    eating = []
    for mark in order:
        if mark.name == "done":
            eating.remove(mark.data)
            continue
        for other in eating:
            assert (mark.data - other) % seats not in (1, seats - 1), (
                f"Seat {mark.data} began to eat while seat {other} was eating. At a table of {seats} they are "
                "neighbours and share a fork: who eats holds both his forks, from the first bite to the last, and "
                "behind the last seat comes seat 0."
            )
        eating.append(mark.data)
