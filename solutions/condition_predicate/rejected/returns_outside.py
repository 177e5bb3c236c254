# loses test_enough_in_stock: failed

"""The answer is read after the lock is given back: somebody else may have taken something by then."""

from ctypes import c_longlong
from multiprocessing.synchronize import Condition


def take(stock: c_longlong, changed: Condition, n: int) -> int:
    with changed:
        while stock.value < n:
            changed.wait()
        stock.value -= n
    return stock.value


def supply(stock: c_longlong, changed: Condition, n: int) -> None:
    with changed:
        stock.value += n
        changed.notify_all()
