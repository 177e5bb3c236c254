"""The deposits of one call are added at once: fewer steps, the same sum."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    with lock:
        balance.value += amount * times


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    with lock:
        if balance.value < amount:
            return False
        balance.value -= amount
        return True
