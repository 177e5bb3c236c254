"""Floods the judge: messages without end, as large as they may be, without reading the answers."""

# limits: cpu_s = 2
# shows: over_limit

import json
import socket

from grader.inside import world

LARGE = json.dumps({"type": "mark", "name": "paid", "data": ["x" * 1000] * 100, "thread": 1}).encode()


def attack():
    import sys

    wire = sys.modules.get("grader.inside.controlled.wire")
    if wire is not None:
        while True:
            wire.tell({"type": "mark", "name": "paid", "data": ["x" * 1000] * 100, "thread": 1})
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(world.current.judge)
    while True:
        line.send(LARGE)
