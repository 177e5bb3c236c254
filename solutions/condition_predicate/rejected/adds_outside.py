# loses test_two_suppliers: deadlock

"""Nobody misses the call, but two suppliers add to the same number, and one supply is lost."""

from ctypes import c_longlong
from multiprocessing.synchronize import Condition


def take(stock: c_longlong, changed: Condition, n: int) -> int:
    with changed:
        while stock.value < n:
            changed.wait()
        stock.value -= n
        return stock.value


def supply(stock: c_longlong, changed: Condition, n: int) -> None:
    stock.value += n
    with changed:
        changed.notify_all()
