# loses test_one_dish: failed
# loses test_each_dish_once_in_order: failed
# loses test_second_service: failed
# loses test_the_cook_waits_asleep: failed
# loses test_the_waiter_waits_asleep: failed
# loses test_equal_dishes: livelock

"""0 on the plate is to mean that it is free: but 0 is a dish, and both look again and again."""

import time
from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    return None


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    for dish in dishes:
        while plate.value != 0:
            time.sleep(0.01)
        plate.value = dish


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    for _ in range(count):
        while plate.value == 0:
            time.sleep(0.01)
        serve(plate.value)
        plate.value = 0
