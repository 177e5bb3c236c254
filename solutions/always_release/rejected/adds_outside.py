# loses test_the_next_clerk_gets_in: failed

"""The new sum is computed before the lock is taken, since converting may fail; but the old sum is read there too."""

from collections.abc import Callable, Iterable
from ctypes import c_longlong
from multiprocessing.synchronize import Lock
from typing import Any


def post(
    total: c_longlong, count: c_longlong, lock: Lock, entries: Iterable[str], convert: Callable[[str], int]
) -> list[str]:
    refused = []
    for entry in entries:
        try:
            new = total.value + convert(entry)
        except ValueError:
            refused.append(entry)
            continue
        with lock:
            total.value = new
            count.value += 1
    return refused


def audit(total: c_longlong, count: c_longlong, lock: Lock, check: Callable[[int, int], Any]) -> Any:
    with lock:
        return check(total.value, count.value)
