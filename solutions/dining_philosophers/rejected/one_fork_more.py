# loses test_three_at_a_table: failed

"""One fork more, and no modulo: no circle, but the first and the last seat share no fork."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def lay_table(ctx: BaseContext, seats: int) -> Any:
    return [ctx.Lock() for _ in range(seats + 1)]


def dine(table: Any, seat: int, meals: int, eat: Callable[[int], None]) -> None:
    for _ in range(meals):
        with table[seat], table[seat + 1]:
            eat(seat)
