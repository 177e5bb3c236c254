# loses test_there_and_back: failed
# loses test_ring_of_three: failed
# loses test_never_overdrawn: failed
# loses test_no_money_on_the_way: failed
# loses test_counting_while_it_moves: failed

"""Without locks there are no deadlocks; but an array in shared memory keeps nobody out."""

from collections.abc import Sequence
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    if accounts[source] < amount:
        return False
    accounts[source] -= amount
    accounts[target] += amount
    return True


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    return sum(accounts)
