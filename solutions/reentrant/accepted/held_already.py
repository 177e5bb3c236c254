"""A plain Lock; an inner call is given a guard that does nothing, for its caller holds the lock already."""

from collections.abc import Iterable
from contextlib import AbstractContextManager as Guard
from contextlib import nullcontext
from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_lock(ctx: BaseContext) -> "Guard[Any]":
    return ctx.Lock()


HELD: "Guard[Any]" = nullcontext()


def add(shelf: "Array[c_longlong]", lock: "Guard[Any]", slot: int, n: int) -> int:
    with lock:
        shelf[slot] += n
        return shelf[slot]


def move(shelf: "Array[c_longlong]", lock: "Guard[Any]", source: int, target: int, n: int) -> bool:
    with lock:
        if shelf[source] < n:
            return False
        add(shelf, HELD, source, -n)
        add(shelf, HELD, target, n)
        return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    with lock:
        return sum(move(shelf, HELD, *order) for order in orders)
