# loses test_one_dish: failed
# loses test_each_dish_once_in_order: failed
# loses test_second_service: failed
# loses test_the_cook_waits_asleep: failed
# loses test_the_waiter_waits_asleep: failed

"""The same with longer sleeps: slower, and as wrong as before."""

import time
from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    return None


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    for dish in dishes:
        plate.value = dish
        time.sleep(3)


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    time.sleep(1.5)
    for _ in range(count):
        serve(plate.value)
        time.sleep(3)
