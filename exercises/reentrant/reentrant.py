"""Locked out by oneself: functions that take a lock call each other."""

from collections.abc import Iterable
from contextlib import AbstractContextManager as Guard
from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext
from typing import Any


def make_lock(ctx: BaseContext) -> "Guard[Any]":
    """The lock of the shelf, for `with`.

    Made once, given to every process as an argument, taken and given back by the same process.
    """
    return ctx.Lock()


def add(shelf: "Array[c_longlong]", lock: "Guard[Any]", slot: int, n: int) -> int:
    """Put `n` pieces (taken out, if negative) into a slot; return how many lie there then."""
    with lock:
        shelf[slot] += n
        return shelf[slot]


def move(shelf: "Array[c_longlong]", lock: "Guard[Any]", source: int, target: int, n: int) -> bool:
    """Move `n` pieces if the source has them; return whether it had.

    Undivided for everybody who looks with the lock held.
    """
    with lock:
        if shelf[source] < n:
            return False
        add(shelf, lock, source, -n)
        add(shelf, lock, target, n)
        return True


def restock(shelf: "Array[c_longlong]", lock: "Guard[Any]", orders: Iterable[tuple[int, int, int]]) -> int:
    """Carry out all moves `(source, target, n)`, undivided likewise; return how many were possible."""
    with lock:
        return sum(move(shelf, lock, *order) for order in orders)
