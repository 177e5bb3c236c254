# loses test_no_deposit_is_lost: failed
# loses test_every_one_of_several_counts: failed
# loses test_never_overdrawn: failed
# loses test_the_lock_keeps_others_out: failed

"""Each call makes a lock of its own, which keeps nobody out because nobody else has it."""

import multiprocessing
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    lock = multiprocessing.Lock()
    for _ in range(times):
        with lock:
            balance.value += amount


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    lock = multiprocessing.Lock()
    with lock:
        if balance.value < amount:
            return False
        balance.value -= amount
        return True
