"""Odd seats take the right fork first: no circle closes, with an odd number of seats either."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def lay_table(ctx: BaseContext, seats: int) -> Any:
    return [ctx.Lock() for _ in range(seats)]


def dine(table: Any, seat: int, meals: int, eat: Callable[[int], None]) -> None:
    first, second = table[seat], table[(seat + 1) % len(table)]
    if seat % 2:
        first, second = second, first
    for _ in range(meals):
        with first, second:
            eat(seat)
