# loses test_two_takers_one_piece: failed
# loses test_a_big_and_a_small_order: failed
# loses test_takers_wait_asleep: failed

"""Look and wait are two sections, and a time limit hides the signals that are lost between them."""

from ctypes import c_longlong
from multiprocessing.synchronize import Condition


def take(stock: c_longlong, changed: Condition, n: int) -> int:
    while True:
        with changed:
            if stock.value >= n:
                stock.value -= n
                return stock.value
        with changed:
            changed.wait(timeout=0.1)


def supply(stock: c_longlong, changed: Condition, n: int) -> None:
    with changed:
        stock.value += n
        changed.notify_all()
