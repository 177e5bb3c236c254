"""It worked on my machine: a cook and a waiter who trust that the other one is done by now."""

import time
from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_signals(ctx: BaseContext) -> Any:
    """What cook and waiter need to wait for each other; the same signals serve one service after another."""
    return None


def cook(plate: c_longlong, signals: Any, dishes: Sequence[int]) -> None:
    """Put the dishes (any integers) on the plate, `plate.value`, one after the other.

    Each only when the last one has been taken. Nobody but the cook writes the plate. Waits asleep, however slow the
    waiter is.
    """
    for dish in dishes:
        plate.value = dish
        time.sleep(1)


def waiter(plate: c_longlong, signals: Any, count: int, serve: Callable[[int], None]) -> None:
    """Take `count` dishes off the plate, each once and in order, and `serve` each.

    Waits asleep, however slow the cook is.
    """
    time.sleep(0.5)
    for _ in range(count):
        serve(plate.value)
        time.sleep(1)
