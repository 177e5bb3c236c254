"""The clock of last resort, for what neither ends nor says why: it ends a wait, and is never a verdict."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST_S = 1.0
"""What counts, at most, of the time between two looks: more went by only if the judge itself was kept from looking."""


class Backstop:
    """Seconds in which somebody looked and could have seen something.

    A machine that was put to sleep, or has no core for the judge, uses none of them up. limit_s: how many there are.
    """

    def __init__(self, limit_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit_s, self._clock = limit_s, clock
        self.restart()

    def restart(self) -> None:
        """Begin again."""
        self._spent_s, self._looked = 0.0, self._clock()

    def is_reached(self) -> bool:
        """Take note of one look and return whether the time is up."""
        now = self._clock()
        self._spent_s += min(now - self._looked, LONGEST_S)
        self._looked = now
        return self._spent_s > self._limit_s
