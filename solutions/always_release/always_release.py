"""The lock must come back, whatever happens: two sums under one lock, and entries that cannot always be read."""

from collections.abc import Callable, Iterable
from ctypes import c_longlong
from multiprocessing.synchronize import Lock
from typing import Any


def post(
    total: c_longlong, count: c_longlong, lock: Lock, entries: Iterable[str], convert: Callable[[str], int]
) -> list[str]:
    """Post the entries one by one: `convert(entry)` is added to `total.value`, and 1 to `count.value`.

    Return the entries refused. An entry for which `convert` raises ValueError is refused: it changes nothing. Any
    other exception goes on to the caller as it is; the entries before it stay posted, it and those after it are not.
    `lock` guards the two sums: whoever holds it sees them agree. When `post` returns or raises, this process does
    not hold `lock`.
    """
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
    """Return `check(total.value, count.value)`, called while `lock` is held.

    `check` may raise anything, SystemExit too; the lock is free afterwards.
    """
    with lock:
        return check(total.value, count.value)
