"""Leaves a process behind that forks and ends for ever, and answers as if nothing had happened."""

# attacks: lock_race
# limits: cpu_s = 1.0
# shows: over_limit

import os


def attack():
    if os.fork() == 0:
        while True:
            os.setsid()
            if os.fork():
                os._exit(0)
