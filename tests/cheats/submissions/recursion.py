"""Calls itself without end, with no limit on how deep."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit

import sys

sys.setrecursionlimit(2**31 - 1)


def attack():
    return attack()
