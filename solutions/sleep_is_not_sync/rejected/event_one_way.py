# loses test_each_dish_once_in_order: deadlock|failed
# loses test_second_service: deadlock|failed
# loses test_equal_dishes: deadlock
# loses test_the_cook_waits_asleep: failed

"""An event is set or not set: two dishes that come before the waiter looks are one signal."""

from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    return ctx.Event()


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    for dish in dishes:
        plate.value = dish
        signals.set()


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    for _ in range(count):
        signals.wait()
        signals.clear()
        serve(plate.value)
