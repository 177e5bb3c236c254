# loses test_an_error_is_an_answer: failed

"""One try for all: what the handler raises is taken for the client's farewell if it happens to be an OSError."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    with conn:
        while True:
            try:
                request = conn.recv()
                answer = ("ok", handle(request))
            except (EOFError, OSError):
                break
            except Exception as problem:
                answer = ("error", type(problem).__name__)
            try:
                conn.send(answer)
            except OSError:
                break
            sent += 1
    return sent


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    answers = []
    for request in requests:
        conn.send(request)
        answers.append(conn.recv())
    return answers
