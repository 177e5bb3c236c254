"""Speaks to the judge itself, out of turn."""

# shows: crashed

import json
import os
import socket
import sys

for message in (
    {"type": "hello"},
    {"type": "ended", "status": 0},
    {"type": "returned", "value": True, "exit_codes": [0], "unreaped": []},
    {"type": "mark", "name": "paid", "data": True, "thread": -1},
    {"type": "nonsense"},
    {"type": "mark", "name": 7},
):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect(sys.modules["grader.inside.world"].current.judge)
    connection.send(json.dumps(message).encode())
    connection.close()
os._exit(0)
