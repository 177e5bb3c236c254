"""A second thread, and a raw fork, speak to the explorer as the process that they belong to, and as others."""

# shows: crashed

import json
import socket
import sys

PLACE = ["", 0, ""]


def _speak(wire, path):
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(wire.here.judge)
    for message in (
        {"type": "hi", "run": wire.here.run, "path": path, "thread": 0},
        {"type": "step", "op": "write", "on": "0:1", "args": [0, 10**6], "at": PLACE},
        {"type": "tell", "at": PLACE, "message": {"type": "mark", "name": "paid", "data": True, "thread": 0}},
    ):
        line.send(json.dumps(message).encode())


def attack():
    wire = sys.modules.get("grader.inside.controlled.wire")
    if wire is None:
        return
    fork = sys.modules["grader.inside.controlled.life"]._fork
    if fork() == 0:
        for path in ("0", "0.1", "0.2", "0.1.1", wire.here.path):
            attempt(_speak, wire, path)
        wire._real_exit(0)
    # The line of the thread is used by two: the judge cannot tell them apart, but hears two steps at once.
    wire.note({"type": "step", "op": "read", "on": "0:1", "args": [0], "at": PLACE})
    wire.ask("read", "0:1", 0)
