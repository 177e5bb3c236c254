# loses test_two_takers_one_piece: failed
# loses test_a_big_and_a_small_order: failed
# loses test_piece_by_piece: failed
# loses test_two_suppliers: failed

"""Who is woken believes that there is enough for him, and takes what is not there."""

from ctypes import c_longlong
from multiprocessing.synchronize import Condition


def take(stock: c_longlong, changed: Condition, n: int) -> int:
    with changed:
        if stock.value < n:
            changed.wait()
        stock.value -= n
        return stock.value


def supply(stock: c_longlong, changed: Condition, n: int) -> None:
    with changed:
        stock.value += n
        changed.notify_all()
