"""One `suppress` round the conversation, a try of its own round the handler; a thread sends while the caller receives."""

import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    with conn, suppress(EOFError, OSError):
        while True:
            conn.send(_answer(handle, conn.recv()))
            sent += 1
    return sent


def _answer(handle, request):
    try:
        return "ok", handle(request)
    except Exception as problem:
        return "error", type(problem).__name__


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    sender = threading.Thread(target=_send_all, args=(conn, requests))
    sender.start()
    answers = [conn.recv() for _ in requests]
    sender.join()
    return answers


def _send_all(conn, requests):
    for request in requests:
        conn.send(request)
