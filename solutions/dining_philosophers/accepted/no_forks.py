"""No forks at all: a philosopher looks, under the lock of a Condition, whether a neighbour eats."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


class Table:
    def __init__(self, ctx: BaseContext, seats: int) -> None:
        self.eating = ctx.RawArray("b", seats)
        self.changed = ctx.Condition()

    def is_free(self, seat: int) -> bool:
        return not self.eating[seat - 1] and not self.eating[(seat + 1) % len(self.eating)]


def lay_table(ctx: BaseContext, seats: int) -> Any:
    return Table(ctx, seats)


def dine(table: Any, seat: int, meals: int, eat: Callable[[int], None]) -> None:
    for _ in range(meals):
        with table.changed:
            while not table.is_free(seat):
                table.changed.wait()
            table.eating[seat] = 1
        try:
            eat(seat)
        finally:
            with table.changed:
                table.eating[seat] = 0
                table.changed.notify_all()
