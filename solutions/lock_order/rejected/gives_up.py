# loses test_there_and_back: failed
# loses test_ring_of_three: failed
# loses test_to_oneself: failed

"""Gives up waiting for the second lock after a while, and says that the money was not there."""

from collections.abc import Sequence
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    with locks[source]:
        if not locks[target].acquire(timeout=1):
            return False
        try:
            if accounts[source] < amount:
                return False
            accounts[source] -= amount
            accounts[target] += amount
            return True
        finally:
            locks[target].release()


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    for lock in locks:
        lock.acquire()
    amount = sum(accounts)
    for lock in locks:
        lock.release()
    return amount
