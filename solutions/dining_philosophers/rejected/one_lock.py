# loses test_opposite_seats_eat_together: deadlock
# loses test_not_only_opposite_seats: deadlock

"""One lock for the whole table: no deadlock, but nobody can eat at the same time as anybody else."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def lay_table(ctx: BaseContext, seats: int) -> Any:
    return ctx.Lock()


def dine(table: Any, seat: int, meals: int, eat: Callable[[int], None]) -> None:
    for _ in range(meals):
        with table:
            eat(seat)
