"""Forks without end, each process in a session of its own."""

# attacks: lock_race
# limits: cpu_s = 1.0
# shows: over_limit

import contextlib
import os

while True:
    with contextlib.suppress(OSError):
        if os.fork() == 0:
            os.setsid()
