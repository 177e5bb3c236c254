# loses test_no_wakeup_is_lost: deadlock
# loses test_piece_by_piece: deadlock
# loses test_two_suppliers: deadlock
# loses test_two_takers_one_piece: failed
# loses test_a_big_and_a_small_order: failed

"""The look is outside the lock: what is seen may have changed before the sleep, and before the taking."""

from ctypes import c_longlong
from multiprocessing.synchronize import Condition


def take(stock: c_longlong, changed: Condition, n: int) -> int:
    while stock.value < n:
        with changed:
            changed.wait()
    with changed:
        stock.value -= n
        return stock.value


def supply(stock: c_longlong, changed: Condition, n: int) -> None:
    with changed:
        stock.value += n
        changed.notify_all()
