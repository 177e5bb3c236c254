"""A condition, and a flag that says whether there is a dish on the plate that nobody has taken."""

from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    return ctx.Condition(), ctx.RawValue("i", 0)


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    changed, full = signals
    for dish in dishes:
        with changed:
            while full.value:
                changed.wait()
            plate.value = dish
            full.value = 1
            changed.notify()


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    changed, full = signals
    for _ in range(count):
        with changed:
            while not full.value:
                changed.wait()
            dish = plate.value
            full.value = 0
            changed.notify()
        serve(dish)
