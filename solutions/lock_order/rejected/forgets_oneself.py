# loses test_to_oneself: deadlock

"""The order is right; but a transfer to the same account takes the same lock twice."""

from collections.abc import Sequence
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    first, second = sorted((source, target))
    with locks[first], locks[second]:
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
