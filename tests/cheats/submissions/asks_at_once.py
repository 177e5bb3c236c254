"""Asks hundreds of times at once whether PID 1 is asleep, so that the answers lie within one another."""

# attacks: join_before_get

import socket

from grader.inside import world


def attack():
    lines = []
    for _ in range(200):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        line.connect(world.current.judge)
        lines.append(line)
    for line in lines:
        line.send(b'{"type":"asleep","pid":1}')
    lines[-1].recv(100)
