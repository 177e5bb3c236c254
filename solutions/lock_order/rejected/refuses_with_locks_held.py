# loses test_refused_changes_nothing: deadlock
# loses test_to_oneself: deadlock

"""The order is right, and a refusal goes round the release of both locks."""

from collections.abc import Sequence
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    numbers = sorted({source, target})
    for number in numbers:
        locks[number].acquire()
    if accounts[source] < amount:
        return False
    accounts[source] -= amount
    accounts[target] += amount
    for number in numbers:
        locks[number].release()
    return True


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    for lock in locks:
        lock.acquire()
    amount = sum(accounts)
    for lock in locks:
        lock.release()
    return amount
