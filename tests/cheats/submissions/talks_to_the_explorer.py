"""Answers for other processes, asks out of turn, invents objects and ends, from a thread of its own."""

# attacks: lock_race, join_before_get

import json
import os
import socket
import sys
import threading


def _flood():
    wire = sys.modules.get("grader.inside.controlled.wire")
    if wire is None or not wire.here.judge:
        return
    for path in ("0", "0.1", "0.2", wire.here.path):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            connection.connect(wire.here.judge)
            for message in (
                {"type": "hi", "run": wire.here.run, "path": path, "thread": 0},
                {"type": "hi", "run": wire.here.run, "path": path, "thread": 7},
                {"type": "make", "kind": "semaphore", "on": "0:1", "args": [1, 9, 9]},
                {"type": "make", "kind": "cells", "on": "0:99", "args": []},
                {"type": "step", "op": "write", "on": "0:1", "args": [0, 10**6], "at": ["", 0, ""]},
                {"type": "step", "op": "exit", "on": "0", "args": [0], "at": ["", 0, ""]},
                {"type": "step", "op": "nonsense", "on": [], "args": {}, "at": None},
                {"type": "start", "path": "0.1.1.1.1", "name": "x", "at": ["", 0, ""]},
                {"type": "tell", "at": ["", 0, ""], "message": {"type": "returned", "value": 1}},
            ):
                connection.send(json.dumps(message).encode())
        except OSError:
            continue
        finally:
            connection.close()


def deposit(balance, lock, amount, times):
    thread = threading.Thread(target=_flood)
    thread.start()
    thread.join()
    os._exit(0)


def withdraw(balance, lock, amount):
    deposit(balance, lock, amount, 1)


def harvest(ctx, orders):
    deposit(None, None, 0, 0)
