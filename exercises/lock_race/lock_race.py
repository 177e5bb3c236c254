"""Two tellers, one account: money must not get lost when several processes work on one balance."""

from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Lock


def deposit(balance: "Synchronized[int]", lock: Lock, amount: int, times: int) -> None:
    """Add `amount` (> 0) to `balance`, `times` times (0 is allowed).

    `lock` guards `balance` in the whole bank: whoever holds it may count on a balance that nobody changes.
    It is free again afterwards.
    """
    for _ in range(times):
        balance.value += amount


def withdraw(balance: "Synchronized[int]", lock: Lock, amount: int) -> bool:
    """Take `amount` (> 0) if the balance covers it; return whether it did.

    The balance is never below 0. `lock` as above.
    """
    if balance.value < amount:
        return False
    with lock:
        balance.value -= amount
    return True
