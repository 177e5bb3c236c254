# loses test_who_leaves_lays_the_forks_down: deadlock
# loses test_the_last_seat_too: deadlock

"""The forks are taken in order, but who chokes takes them along."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def lay_table(ctx: BaseContext, seats: int) -> Any:
    return [ctx.Lock() for _ in range(seats)]


def dine(table: Any, seat: int, meals: int, eat: Callable[[int], None]) -> None:
    first, second = sorted((seat, (seat + 1) % len(table)))
    for _ in range(meals):
        table[first].acquire()
        table[second].acquire()
        eat(seat)
        table[second].release()
        table[first].release()
