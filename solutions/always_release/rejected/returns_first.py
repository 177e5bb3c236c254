# loses test_audit_gives_the_lock_back: failed
# loses test_the_books_always_agree: deadlock
# loses test_an_inspector_who_exits: deadlock

"""The audit returns the answer of the check, and the release stands below the `return`, where nothing runs any more."""

from collections.abc import Callable, Iterable
from ctypes import c_longlong
from multiprocessing.synchronize import Lock
from typing import Any


def post(
    total: c_longlong, count: c_longlong, lock: Lock, entries: Iterable[str], convert: Callable[[str], int]
) -> list[str]:
    refused = []
    for entry in entries:
        with lock:
            try:
                amount = convert(entry)
            except ValueError:
                refused.append(entry)
            else:
                total.value += amount
                count.value += 1
    return refused


def audit(total: c_longlong, count: c_longlong, lock: Lock, check: Callable[[int, int], Any]) -> Any:
    lock.acquire()
    return check(total.value, count.value)
    lock.release()
