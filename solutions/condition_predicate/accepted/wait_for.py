"""All are told before the change: nobody gets on before the lock is free, and by then the change is made."""

from ctypes import c_longlong
from multiprocessing.synchronize import Condition


def take(stock: c_longlong, changed: Condition, n: int) -> int:
    with changed:
        changed.wait_for(lambda: stock.value >= n)
        stock.value -= n
        return stock.value


def supply(stock: c_longlong, changed: Condition, n: int) -> None:
    with changed:
        changed.notify_all()
        stock.value += n
