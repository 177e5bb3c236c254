"""Leaves a thread behind that waits for ever and that the program waits for."""

# attacks: lock_race
# shows: deadlock

import signal
import threading


def attack():
    threading.Thread(target=signal.pause).start()
