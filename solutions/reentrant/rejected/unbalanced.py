# loses test_the_lock_is_free_afterwards: deadlock

"""An RLock counts: a move that is refused has taken it once more than it gives it back."""

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


def move(shelf: "Array[c_longlong]", lock: Any, source: int, target: int, n: int) -> bool:
    lock.acquire()
    if shelf[source] < n:
        return False
    add(shelf, lock, source, -n)
    add(shelf, lock, target, n)
    lock.release()
    return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    with lock:
        return sum(move(shelf, lock, *order) for order in orders)
