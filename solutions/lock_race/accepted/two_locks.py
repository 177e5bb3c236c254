"""The Value's own lock is taken as well: a second lock inside the first does no harm."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    cell = balance.get_obj()
    for _ in range(times):
        with lock, balance.get_lock():
            cell.value += amount


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    cell = balance.get_obj()
    with lock, balance.get_lock():
        if cell.value < amount:
            return False
        cell.value -= amount
        return True
