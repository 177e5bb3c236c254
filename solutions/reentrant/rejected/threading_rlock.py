# loses test_two_movers[fork]: failed
# loses test_two_adders[fork]: failed
# loses test_move_is_undivided[fork]: failed
# loses test_restock_is_undivided[fork]: failed
# loses test_started_under_the_lock[fork]: failed
# loses test_two_movers[spawn]: error
# loses test_two_adders[spawn]: error
# loses test_move_is_undivided[spawn]: error
# loses test_restock_is_undivided[spawn]: error
# loses test_started_under_the_lock[spawn]: error
# loses test_the_lock_is_free_afterwards[spawn]: error

"""A lock of threading: under fork each process has a copy of its own, and under spawn it cannot be sent at all."""

import threading
from collections.abc import Iterable
from contextlib import AbstractContextManager as Guard
from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_lock(ctx: BaseContext) -> "Guard[Any]":
    return threading.RLock()


def add(shelf: "Array[c_longlong]", lock: "Guard[Any]", slot: int, n: int) -> int:
    with lock:
        shelf[slot] += n
        return shelf[slot]


def move(shelf: "Array[c_longlong]", lock: "Guard[Any]", source: int, target: int, n: int) -> bool:
    with lock:
        if shelf[source] < n:
            return False
        add(shelf, lock, source, -n)
        add(shelf, lock, target, n)
        return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    with lock:
        return sum(move(shelf, lock, *order) for order in orders)
