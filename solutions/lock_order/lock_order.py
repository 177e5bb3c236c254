"""Transfers in both directions: who needs two locks can wait for somebody who needs the same two."""

from collections.abc import Sequence
from contextlib import ExitStack
from ctypes import Array, c_longlong
from multiprocessing.synchronize import Lock


def transfer(accounts: "Array[c_longlong]", locks: Sequence[Lock], source: int, target: int, amount: int) -> bool:
    """Move `amount` from one account to another if the source covers it; return whether it does.

    `locks[i]` guards `accounts[i]`: both are held while money moves, so whoever holds them all always finds the same
    sum. No balance is ever below 0. A transfer to the same account changes nothing; it too says whether the account
    covers it. Takes no other account's lock, and holds none afterwards.
    """
    with ExitStack() as held:
        for number in sorted({source, target}):
            held.enter_context(locks[number])
        if accounts[source] < amount:
            return False
        accounts[source] -= amount
        accounts[target] += amount
        return True


def total(accounts: "Array[c_longlong]", locks: Sequence[Lock]) -> int:
    """The sum of all accounts at one moment, while transfers go on."""
    with ExitStack() as held:
        for lock in locks:
            held.enter_context(lock)
        return sum(accounts)
