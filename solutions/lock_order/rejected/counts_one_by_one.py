# loses test_no_money_on_the_way: failed
# loses test_counting_while_it_moves: failed

"""The transfers are right, but total lets one account go before it looks at the next."""

from collections.abc import Sequence
from contextlib import ExitStack
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    with ExitStack() as held:
        for number in sorted({source, target}):
            held.enter_context(locks[number])
        if accounts[source] < amount:
            return False
        accounts[source] -= amount
        accounts[target] += amount
        return True


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    amount = 0
    for number, lock in enumerate(locks):
        with lock:
            amount += accounts[number]
    return amount
