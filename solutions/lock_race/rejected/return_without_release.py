# loses test_the_lock_is_free_afterwards: failed
# loses test_one_teller_alone: deadlock

"""The early return of a refusal goes round the release, and the lock stays held for ever."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    for _ in range(times):
        with lock:
            balance.value += amount


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    lock.acquire()
    if balance.value < amount:
        return False
    balance.value -= amount
    lock.release()
    return True
