# loses test_two_movers: failed
# loses test_move_is_undivided: failed
# loses test_restock_is_undivided: failed

"""Only add locks, and so each step of a move is whole, but the move is not."""

from collections.abc import Iterable
from contextlib import AbstractContextManager as Guard
from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_lock(ctx: BaseContext) -> "Guard[Any]":
    return ctx.Lock()


def add(shelf: "Array[c_longlong]", lock: "Guard[Any]", slot: int, n: int) -> int:
    with lock:
        shelf[slot] += n
        return shelf[slot]


def move(shelf: "Array[c_longlong]", lock: "Guard[Any]", source: int, target: int, n: int) -> bool:
    if shelf[source] < n:
        return False
    add(shelf, lock, source, -n)
    add(shelf, lock, target, n)
    return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    return sum(move(shelf, lock, *order) for order in orders)
