# loses test_move: error
# loses test_restock: error
# loses test_two_movers: error
# loses test_two_adders: error
# loses test_move_is_undivided: error
# loses test_restock_is_undivided: error
# loses test_started_under_the_lock: error
# loses test_the_lock_is_free_afterwards: error

"""Who waits for himself gives up after a while, goes on without the lock, and gives back what he never got."""

from collections.abc import Iterable
from contextlib import AbstractContextManager as Guard
from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_lock(ctx: BaseContext) -> "Guard[Any]":
    return ctx.Lock()


def add(shelf: "Array[c_longlong]", lock: Any, slot: int, n: int) -> int:
    lock.acquire(timeout=0.1)
    shelf[slot] += n
    lying = shelf[slot]
    lock.release()
    return lying


def move(shelf: "Array[c_longlong]", lock: "Guard[Any]", source: int, target: int, n: int) -> bool:
    with lock:
        if shelf[source] < n:
            return False
        add(shelf, lock, source, -n)
        add(shelf, lock, target, n)
        return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    return sum(move(shelf, lock, *order) for order in orders)
