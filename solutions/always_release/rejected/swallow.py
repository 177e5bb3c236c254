# loses test_other_errors_reach_the_caller: failed
# loses test_the_next_clerk_gets_in: failed

"""Every error counts as a refusal, also those that the caller was to hear of."""

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
            except Exception:
                refused.append(entry)
            else:
                total.value += amount
                count.value += 1
    return refused


def audit(total: c_longlong, count: c_longlong, lock: Lock, check: Callable[[int, int], Any]) -> Any:
    with lock:
        return check(total.value, count.value)
