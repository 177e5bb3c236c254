"""Hangs in a finalizer of multiprocessing's, in main and in every child."""

# attacks: lock_race
# shows: deadlock

import signal
from multiprocessing import util


def attack():
    util.Finalize(None, signal.pause, exitpriority=100)


attack()
