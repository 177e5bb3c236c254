# loses test_two_movers: failed

"""The move looks whether there is enough before it takes the lock, and somebody else takes the pieces in between."""

from collections.abc import Iterable
from contextlib import AbstractContextManager as Guard
from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_lock(ctx: BaseContext) -> "Guard[Any]":
    return ctx.RLock()


def add(shelf: "Array[c_longlong]", lock: "Guard[Any]", slot: int, n: int) -> int:
    with lock:
        shelf[slot] += n
        return shelf[slot]


def move(shelf: "Array[c_longlong]", lock: "Guard[Any]", source: int, target: int, n: int) -> bool:
    if shelf[source] < n:
        return False
    with lock:
        add(shelf, lock, source, -n)
        add(shelf, lock, target, n)
        return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    with lock:
        return sum(move(shelf, lock, *order) for order in orders)
