"""One process at a time that forks and ends for ever, so that whoever wants to kill it comes too late."""

# attacks: lock_race
# limits: cpu_s = 1.0
# shows: over_limit

import os
import signal


def attack():
    if os.fork():
        signal.pause()
    while True:
        if os.fork():
            os._exit(0)
        os.setsid()
