"""Asks the zygote for children with forged papers, for halves of them, and never reads what it answers."""

# start_methods: spawn

import json
import os
import socket
import struct
import sys


def attack():
    wire = sys.modules.get("grader.inside.controlled.wire")
    if wire is None or not os.path.exists("/tmp/zygote.sock"):
        return
    papers = {"run": wire.here.run, "path": "0.2", "judge": wire.here.judge, "names": False, "gated": False}
    header = json.dumps(papers | {"parent": 1, "fds": [], "now": 0.0}).encode()
    for packet in (
        struct.pack("II", len(header), 4) + header + b"junk",
        struct.pack("II", 1 << 30, 1 << 30),
        b"\0",
    ):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        attempt(line.connect, "/tmp/zygote.sock")
        attempt(line.send, packet)
        line.close()
    attempt(os.unlink, "/tmp/zygote.sock")
