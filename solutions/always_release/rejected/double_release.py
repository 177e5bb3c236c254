# loses test_a_smudged_entry_is_skipped: failed
# loses test_the_next_clerk_gets_in: error
# loses test_the_books_always_agree: error

"""A refused entry gives the lock back twice, in `except` and again in `finally`: the second time it is somebody else's."""

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
            lock.acquire()
            total.value += convert(entry)
            count.value += 1
        except ValueError:
            refused.append(entry)
            lock.release()
        finally:
            lock.release()
    return refused


def audit(total: c_longlong, count: c_longlong, lock: Lock, check: Callable[[int, int], Any]) -> Any:
    with lock:
        return check(total.value, count.value)
