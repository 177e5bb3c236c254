"""Each of many processes starts many threads: few of each, and too many in all."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit

import _thread
import contextlib
import os
import signal

for _ in range(16):
    with contextlib.suppress(OSError):
        if os.fork() == 0:
            break
while True:
    with contextlib.suppress(RuntimeError, MemoryError):
        _thread.start_new_thread(signal.pause, ())
