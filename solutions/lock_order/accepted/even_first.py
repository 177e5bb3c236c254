"""Another order that all share is as good: even accounts first, and among them the larger number first."""

from collections.abc import Sequence
from contextlib import ExitStack
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def _rank(number: int) -> tuple[int, int]:
    return number % 2, -number


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    with ExitStack() as held:
        for number in sorted({source, target}, key=_rank):
            held.enter_context(locks[number])
        if accounts[source] < amount:
            return False
        accounts[source] -= amount
        accounts[target] += amount
        return True


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    with ExitStack() as held:
        for number in sorted(range(len(locks)), key=_rank):
            held.enter_context(locks[number])
        return sum(accounts)
