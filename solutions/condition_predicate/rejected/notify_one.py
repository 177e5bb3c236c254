# loses test_a_big_and_a_small_order: failed

"""One sleeper is woken, and it may be the one for whom there is not enough."""

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
        changed.notify()
