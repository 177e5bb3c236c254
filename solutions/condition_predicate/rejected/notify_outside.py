# loses test_no_wakeup_is_lost: error
# loses test_two_takers_one_piece: error
# loses test_a_big_and_a_small_order: error
# loses test_piece_by_piece: error
# loses test_two_suppliers: error
# loses test_enough_in_stock: error

"""The call comes after the lock is given back, where it is not allowed."""

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
