# loses test_no_deposit_is_lost: failed
# loses test_every_one_of_several_counts: failed

"""Only the write is inside the lock: what is written was computed from a balance that may be old by then."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    for _ in range(times):
        new = balance.value + amount
        with lock:
            balance.value = new


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    with lock:
        if balance.value < amount:
            return False
        balance.value -= amount
        return True
