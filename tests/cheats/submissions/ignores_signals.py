"""Ignores every signal that can be ignored, those of the limits too, and spins."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit

import contextlib
import signal


def attack():
    for number in range(1, signal.NSIG):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    while True:
        pass
