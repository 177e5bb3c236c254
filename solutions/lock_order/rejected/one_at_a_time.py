# loses test_no_money_on_the_way: failed
# loses test_counting_while_it_moves: failed

"""Never holds two locks, so nobody can wait in a circle; but between the two the money is nowhere."""

from collections.abc import Sequence
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    with locks[source]:
        if accounts[source] < amount:
            return False
        accounts[source] -= amount
    with locks[target]:
        accounts[target] += amount
    return True


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    for lock in locks:
        lock.acquire()
    amount = sum(accounts)
    for lock in locks:
        lock.release()
    return amount
