"""Two forks each: philosophers round a table must all eat, and none may wait for ever."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def lay_table(ctx: BaseContext, seats: int) -> Any:
    """Return what the philosophers share; `seats` >= 2.

    Seat i lies between fork i and fork (i + 1) % seats.
    """
    return [ctx.Lock() for _ in range(seats)]


def dine(table: Any, seat: int, meals: int, eat: Callable[[int], None]) -> None:
    """Eat `meals` times: `eat(seat)` while no neighbour eats. Everybody gets all the meals, in every order of events.

    Two who are not neighbours can eat at the same time while nobody else is hungry. If `eat` raises, it goes on to
    the caller, and the neighbours are not held up.
    """
    # Everybody takes the fork with the lower number first. Only the last seat does it the other way round by that, and
    # the circle does not close.
    first, second = sorted((seat, (seat + 1) % len(table)))
    for _ in range(meals):
        with table[first], table[second]:
            eat(seat)
