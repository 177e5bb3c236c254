# loses test_never_overdrawn: failed

"""The balance is looked at before the lock is taken, and may have changed when the money is taken."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    for _ in range(times):
        with lock:
            balance.value += amount


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    if balance.value < amount:
        return False
    with lock:
        balance.value -= amount
    return True
