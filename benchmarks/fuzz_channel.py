"""Sends malformed messages to a channel of the judge, and says how many a second, and what the judge kept of them.

    python benchmarks/fuzz_channel.py [MESSAGES] [SEED]

Messages are right ones that were altered (bytes flipped, cut off, repeated, put together), and random bytes. The sender
opens a new connection whenever it is hung up on. At the end the channel must still hear a right message.
"""

from __future__ import annotations

import json
import os
import random
import resource
import socket
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from grader.box.messages import decoder
from grader.channel import MESSAGE_BYTES, Channel
from grader.explore import messages as explored
from grader.explore.models.model import BrokenProtocolError
from grader.judge.host import told

RIGHT = [
    json.dumps(message).encode()
    for message in (
        {"type": "hello"},
        {"type": "ended", "status": 9},
        {"type": "mark", "name": "in", "data": [1, {"a": [None, "b"]}], "thread": 7},
        {"type": "born", "name": "Process-1", "server": False},
        {"type": "returned", "value": [[1, 2.5], "x"], "exit_codes": [0, None], "unreaped": []},
        {"type": "asleep", "pid": 3},
        {"type": "hi", "run": 1, "path": "0", "thread": 0},
        {"type": "step", "op": "write", "on": "0:1", "args": [0, 7], "at": ["f.py", 3, "f"]},
        {"type": "start", "path": "0.1", "name": "child", "at": ["f.py", 3, "f"], "ends": [["0:3", "r"]]},
        {"type": "make", "kind": "semaphore", "on": "0:1", "args": [0, 1, 1]},
        {"type": "tell", "message": {"type": "mark", "name": "x", "data": 1, "thread": 7}, "at": ["", 0, ""]},
    )
]


def altered(rng: random.Random) -> bytes:
    packet = bytearray(rng.choice(RIGHT))
    match rng.randrange(7):
        case 0:
            return rng.randbytes(rng.randrange(1, 300))
        case 1:
            del packet[rng.randrange(len(packet)) :]
        case 2:
            packet += rng.choice(RIGHT)
        case 3:
            start = rng.randrange(len(packet))
            packet[start:start] = packet[start : start + 9] * rng.randrange(1, 40)
        case 4:
            packet = packet.replace(b"1", rng.choice([b"-1", b"1e999", b"9" * 400, b"null", b"[" * 300, b'"\\ud800"']))
        case 5 if rng.random() < 0.01:
            packet = packet.replace(b"x", b"x" * MESSAGE_BYTES)
        case _:
            for _ in range(rng.randrange(1, 6)):
                packet[rng.randrange(len(packet))] = rng.randrange(256)
    return bytes(packet)


def send(path: str, count: int, seed: int) -> None:
    rng, line = random.Random(seed), None
    while count:
        if line is None:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * MESSAGE_BYTES)
            line.connect(path)
        try:
            line.send(altered(rng) or b"x")
            count -= 1
        except OSError:
            line.close()
            line = None


def main(count: int = 1_000_000, seed: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder:
        channels = (
            Channel(Path(folder), decoder, "free.sock"),
            Channel(Path(folder), msgspec.json.Decoder(explored.AnyMessage, strict=True), "explored.sock"),
        )
        begun, before, heard = time.monotonic(), _peak(), 0
        for channel in channels:
            sender = os.fork()
            if sender == 0:
                send(os.fspath(channel.path), count // 2, seed)
                os._exit(0)
            while True:
                ended, _ = os.waitpid(sender, os.WNOHANG)
                events = list(channel.events(0.01))
                for event in events:
                    heard += event.message is not None
                    if isinstance(event.message, explored.Tell):
                        try:
                            told(event.message.message)
                        except BrokenProtocolError:
                            heard -= 1
                if ended and not events:
                    break
            _still_hears(channel)
        spent = time.monotonic() - begun
        print(
            f"{count:,} messages in {spent:.1f} s: {count / spent:,.0f}/s; {heard:,} were right in spite of it; "
            f"peak memory {before >> 10} MiB before, {_peak() >> 10} MiB after"
        )


def _still_hears(channel: Channel) -> None:
    right = RIGHT[0] if channel.path.name == "free.sock" else RIGHT[6]
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.connect(os.fspath(channel.path))
        line.send(right)
        while not any(event.message is not None for event in channel.events(1)):
            pass


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
