# loses test_three_at_a_table: deadlock
# loses test_two_at_a_table: deadlock

"""As many chairs as seats: everybody sits down, and the circle is closed."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def lay_table(ctx: BaseContext, seats: int) -> Any:
    return [ctx.Lock() for _ in range(seats)], ctx.Semaphore(seats)


def dine(table: Any, seat: int, meals: int, eat: Callable[[int], None]) -> None:
    forks, chairs = table
    left, right = forks[seat], forks[(seat + 1) % len(forks)]
    for _ in range(meals):
        with chairs, left, right:
            eat(seat)
