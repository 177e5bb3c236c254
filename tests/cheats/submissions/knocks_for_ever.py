"""Connects to the judge again and again from several processes, and says nothing."""

# attacks: join_before_get
# limits: cpu_s = 1.5
# shows: over_limit

import os
import socket

from grader.inside import world


def attack():
    for _ in range(3):
        os.fork()
    while True:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
            attempt(line.connect, world.current.judge)
