# loses test_the_cook_waits_asleep: failed
# loses test_the_waiter_waits_asleep: failed

"""The flag says the right thing, but both wake up a hundred times a second to look at it."""

import time
from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    return ctx.RawValue("i", 0)


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    full = signals
    for dish in dishes:
        while full.value:
            time.sleep(0.01)
        plate.value = dish
        full.value = 1


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    full = signals
    for _ in range(count):
        while not full.value:
            time.sleep(0.01)
        dish = plate.value
        full.value = 0
        serve(dish)
