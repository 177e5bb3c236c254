# loses test_there_and_back: deadlock
# loses test_ring_of_three: deadlock
# loses test_counting_while_it_moves: deadlock

"""The poorer account first: an order that changes while it is used, and that says nothing of two accounts that are equally poor."""

from collections.abc import Sequence
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    if source == target:
        with locks[source]:
            return accounts[source] >= amount
    first, second = sorted((source, target), key=lambda number: accounts[number])
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
