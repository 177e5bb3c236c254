"""One helper changes the balance for both functions, if the change does not overdraw it."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def _change(balance: "Synchronized[int]", lock: Lock, change: int) -> bool:
    with lock:
        after = balance.value + change
        if after < 0:
            return False
        balance.value = after
    return True


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    for _ in range(times):
        _change(balance, lock, amount)


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    return _change(balance, lock, -amount)
