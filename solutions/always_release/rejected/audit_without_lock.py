# loses test_the_books_always_agree: failed
# loses test_check_looks_at_locked_books: failed

"""The audit takes no lock, since reading harms nobody; but it reads two sums, and between the two a clerk can be at work."""

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
    return check(total.value, count.value)
