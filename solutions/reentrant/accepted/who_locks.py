"""A plain Lock: the public functions lock, and the private ones, which work, are only called with the lock held."""

from collections.abc import Iterable
from contextlib import AbstractContextManager as Guard
from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_lock(ctx: BaseContext) -> "Guard[Any]":
    return ctx.Lock()


def add(shelf: "Array[c_longlong]", lock: "Guard[Any]", slot: int, n: int) -> int:
    with lock:
        return _add(shelf, slot, n)


def _add(shelf: "Array[c_longlong]", slot: int, n: int) -> int:
    shelf[slot] += n
    return shelf[slot]


def move(shelf: "Array[c_longlong]", lock: "Guard[Any]", source: int, target: int, n: int) -> bool:
    with lock:
        return _move(shelf, source, target, n)


def _move(shelf: "Array[c_longlong]", source: int, target: int, n: int) -> bool:
    if shelf[source] < n:
        return False
    _add(shelf, source, -n)
    _add(shelf, target, n)
    return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    with lock:
        return sum(_move(shelf, *order) for order in orders)
