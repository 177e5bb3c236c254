"""Wait for a fact, not for a signal: takers sleep until there is enough in stock."""

from ctypes import c_longlong
from multiprocessing.synchronize import Condition


def take(stock: c_longlong, changed: Condition, n: int) -> int:
    """Wait, asleep, until the stock is at least `n`; take `n`, and return what is left at that moment.

    `n` >= 1. The stock is never below 0. `changed` is the Condition that guards it.
    """
    with changed:
        while stock.value < n:
            changed.wait()
        stock.value -= n
        return stock.value


def supply(stock: c_longlong, changed: Condition, n: int) -> None:
    """Add `n` (>= 1) pieces. Every taker that can go on now goes on. Never waits for a taker."""
    with changed:
        stock.value += n
        changed.notify_all()
