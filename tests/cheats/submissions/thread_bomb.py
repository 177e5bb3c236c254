"""Starts threads without end, none of which ever ends."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit

import _thread
import contextlib
import signal

while True:
    with contextlib.suppress(RuntimeError, MemoryError):
        _thread.start_new_thread(signal.pause, ())
