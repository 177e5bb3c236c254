"""The sum and the call are two sections: who looks between them finds the goods without a call."""

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
    with changed:
        changed.notify(1000)
