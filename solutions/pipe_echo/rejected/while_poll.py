# loses test_it_ends_when_the_client_hangs_up: failed

"""`poll` says whether something is there now: a server that is faster than its client finds nothing and goes home."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    try:
        while conn.poll():
            request = conn.recv()
            conn.send(_answer(handle, request))
            sent += 1
    except (EOFError, OSError):
        pass
    conn.close()
    return sent


def _answer(handle, request):
    try:
        return ("ok", handle(request))
    except Exception as problem:
        return ("error", type(problem).__name__)


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    answers = []
    for request in requests:
        conn.send(request)
        answers.append(conn.recv())
    return answers
