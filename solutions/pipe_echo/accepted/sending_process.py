"""The loop is told to stop by a flag and closes in a `finally`; a process sends while the caller receives."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    client_is_there = True
    try:
        while client_is_there:
            try:
                request = conn.recv()
            except (EOFError, ConnectionError):
                client_is_there = False
                continue
            try:
                answer = ("ok", handle(request))
            except Exception as problem:
                answer = ("error", problem.__class__.__name__)
            try:
                conn.send(answer)
                sent += 1
            except ConnectionError:
                client_is_there = False
    finally:
        conn.close()
    return sent


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    sender = multiprocessing.Process(target=_send_all, args=(conn, requests))
    sender.start()
    answers = [conn.recv() for _ in requests]
    sender.join()
    return answers


def _send_all(conn, requests):
    for request in requests:
        conn.send(request)
