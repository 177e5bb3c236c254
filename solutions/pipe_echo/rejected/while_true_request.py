# loses test_none_is_a_request: failed

"""A request that is false (None, 0, an empty text) is taken for the end."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    try:
        while request := conn.recv():
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
