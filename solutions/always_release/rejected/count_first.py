# loses test_a_smudged_entry_is_skipped: failed
# loses test_other_errors_reach_the_caller: failed
# loses test_the_next_clerk_gets_in: failed
# loses test_the_books_always_agree: failed
# loses test_an_inspector_who_exits: failed

"""The lock comes back, but the entry is counted before it is known whether it can be converted."""

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
            count.value += 1
            try:
                total.value += convert(entry)
            except ValueError:
                refused.append(entry)
    return refused


def audit(total: c_longlong, count: c_longlong, lock: Lock, check: Callable[[int, int], Any]) -> Any:
    with lock:
        return check(total.value, count.value)
