"""Sends halves, nothing, too much, nested and nameless messages, descriptors by the hundred, and pids of others."""

# attacks: join_before_get

import array
import json
import os
import socket
import struct

from grader.inside import world

DEEP = b'{"type":"mark","name":"x","thread":1,"data":' + b"[" * 900 + b"]" * 900 + b"}"
PACKETS = (
    b'{"type":"mark","na',
    b"",
    b"\0" * 1000,
    DEEP,
    b"[" * 100_000,
    b'{"type":"returned","value":1' + b"0" * 100_000 + b',"exit_codes":[],"unreaped":[]}',
    b'{"type":"returned","value":NaN,"exit_codes":[0],"unreaped":[]}',
    json.dumps({"type": "ended", "status": 0}).encode(),
    json.dumps({"type": "cleared"}).encode(),
    json.dumps({"type": "asleep", "pid": -(2**31)}).encode(),
)


def _send(packet, ancillary=()):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.connect(world.current.judge)
        line.sendmsg([packet], ancillary)


def attack():
    for packet in PACKETS:
        attempt(_send, packet)
    mark = b'{"type":"mark","name":"x","data":1,"thread":1}'
    descriptors = array.array("i", [0] * 200)
    for _ in range(20):
        attempt(_send, mark, [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])
    for pid in (1, os.getppid(), os.getpid() + 1):
        attempt(_send, mark, [(socket.SOL_SOCKET, 2, struct.pack("3i", pid, 0, 0))])
