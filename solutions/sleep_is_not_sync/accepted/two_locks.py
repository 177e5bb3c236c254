"""Two locks as signals: each is taken by the one and given back by the other, for a Lock has no owner."""

from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    ready, free = ctx.Lock(), ctx.Lock()
    ready.acquire()
    return ready, free


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    ready, free = signals
    for dish in dishes:
        free.acquire()
        plate.value = dish
        ready.release()


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    ready, free = signals
    for _ in range(count):
        ready.acquire()
        dish = plate.value
        free.release()
        serve(dish)
