# loses test_the_lock_keeps_others_out: failed

"""The tellers agree on the Value's own lock, but the bank's auditor holds another one: the one that was given."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    for _ in range(times):
        with balance.get_lock():
            balance.value += amount


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    with balance.get_lock():
        if balance.value < amount:
            return False
        balance.value -= amount
        return True
