"""The lock is taken once for all entries, and given back in `finally`."""

from collections.abc import Callable, Iterable
from ctypes import c_longlong
from multiprocessing.synchronize import Lock
from typing import Any


def post(
    total: c_longlong, count: c_longlong, lock: Lock, entries: Iterable[str], convert: Callable[[str], int]
) -> list[str]:
    refused = []
    lock.acquire()
    try:
        for entry in entries:
            try:
                amount = convert(entry)
            except ValueError:
                refused.append(entry)
                continue
            total.value += amount
            count.value += 1
    finally:
        lock.release()
    return refused


def audit(total: c_longlong, count: c_longlong, lock: Lock, check: Callable[[int, int], Any]) -> Any:
    lock.acquire()
    try:
        return check(total.value, count.value)
    finally:
        lock.release()
