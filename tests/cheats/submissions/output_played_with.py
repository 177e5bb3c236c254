"""Plays with the files behind stdout and stderr: locks, leases, seals, holes, another offset, no appending."""

# attacks: lock_race
# shows: crashed

import contextlib
import fcntl
import mmap
import os

for stream in (1, 2):
    for command, argument in (
        (fcntl.F_SETFL, 0),
        (fcntl.F_SETLEASE, fcntl.F_WRLCK),
        (fcntl.F_ADD_SEALS, 0xF),
        (fcntl.F_SETOWN, 1),
        (fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK | os.O_DIRECT),
    ):
        with contextlib.suppress(OSError):
            fcntl.fcntl(stream, command, argument)
    with contextlib.suppress(OSError):
        fcntl.flock(stream, fcntl.LOCK_EX)
    with contextlib.suppress(OSError):
        fcntl.lockf(stream, fcntl.LOCK_EX)
    with contextlib.suppress(OSError):
        os.ftruncate(stream, 8 << 20)
        mapped = mmap.mmap(stream, 8 << 20)
        mapped[:6] = b"passed"
        os.ftruncate(stream, 0)
        os.lseek(stream, 1 << 40, os.SEEK_SET)
        os.write(stream, b"passed")
os._exit(0)
