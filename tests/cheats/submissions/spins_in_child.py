"""Waits for a child that never ends, at full speed."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit

import os


def attack():
    child = os.fork()
    while child == 0:
        pass
    os.waitpid(child, 0)
