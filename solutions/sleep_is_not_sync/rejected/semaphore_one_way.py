# loses test_each_dish_once_in_order: failed
# loses test_second_service: failed
# loses test_the_cook_waits_asleep: failed

"""The waiter waits for the dish, but the cook does not wait for the plate: the second dish is put on the first."""

from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    return ctx.Semaphore(0)


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    for dish in dishes:
        plate.value = dish
        signals.release()


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    for _ in range(count):
        signals.acquire()
        serve(plate.value)
