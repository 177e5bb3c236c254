# loses test_an_error_is_an_answer: failed

"""What the handler raises is caught by nobody, and ends the service."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    while True:
        try:
            request = conn.recv()
        except (EOFError, OSError):
            break
        answer = ("ok", handle(request))
        try:
            conn.send(answer)
        except OSError:
            break
        sent += 1
    conn.close()
    return sent


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    answers = []
    for request in requests:
        conn.send(request)
        answers.append(conn.recv())
    return answers
