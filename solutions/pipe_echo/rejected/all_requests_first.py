# loses test_large_both_ways: deadlock

"""`ask_all` sends everything before it receives anything: with large messages both sides wait in `send`."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    with conn:
        while True:
            try:
                request = conn.recv()
            except (EOFError, OSError):
                break
            try:
                answer = ("ok", handle(request))
            except Exception as problem:
                answer = ("error", type(problem).__name__)
            try:
                conn.send(answer)
            except OSError:
                break
            sent += 1
    return sent


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    for request in requests:
        conn.send(request)
    return [conn.recv() for _ in requests]
