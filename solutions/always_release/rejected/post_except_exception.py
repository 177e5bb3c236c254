# loses test_an_inspector_who_exits: deadlock

"""The clerk gives the lock back after every Exception; but a `sys.exit` in convert is none."""

from collections.abc import Callable, Iterable
from ctypes import c_longlong
from multiprocessing.synchronize import Lock
from typing import Any


def post(
    total: c_longlong, count: c_longlong, lock: Lock, entries: Iterable[str], convert: Callable[[str], int]
) -> list[str]:
    refused = []
    for entry in entries:
        lock.acquire()
        try:
            amount = convert(entry)
        except ValueError:
            refused.append(entry)
            lock.release()
            continue
        except Exception:
            lock.release()
            raise
        total.value += amount
        count.value += 1
        lock.release()
    return refused


def audit(total: c_longlong, count: c_longlong, lock: Lock, check: Callable[[int, int], Any]) -> Any:
    with lock:
        return check(total.value, count.value)
