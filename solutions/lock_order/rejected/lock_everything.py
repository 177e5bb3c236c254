# loses test_strangers_are_not_held_up: deadlock

"""Takes all the locks of the bank, in order: no circle, and no two transfers at the same time."""

from collections.abc import Sequence
from contextlib import ExitStack
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    with ExitStack() as held:
        for lock in locks:
            held.enter_context(lock)
        if accounts[source] < amount:
            return False
        accounts[source] -= amount
        accounts[target] += amount
        return True


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    for lock in locks:
        lock.acquire()
    amount = sum(accounts)
    for lock in locks:
        lock.release()
    return amount
