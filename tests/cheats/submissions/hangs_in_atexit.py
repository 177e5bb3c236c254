"""Hangs where a program ends."""

# attacks: lock_race
# shows: deadlock

import atexit
import signal

atexit.register(signal.pause)


def attack():
    atexit.register(signal.pause)
