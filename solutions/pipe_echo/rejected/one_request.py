# loses test_answers_come_in_order: failed
# loses test_an_error_is_an_answer: failed
# loses test_none_is_a_request: failed

"""One request, one answer, and the server goes home: there is no loop."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    with conn:
        try:
            request = conn.recv()
        except (EOFError, OSError):
            return 0
        try:
            answer = ("ok", handle(request))
        except Exception as problem:
            answer = ("error", type(problem).__name__)
        try:
            conn.send(answer)
        except OSError:
            return 0
    return 1


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    answers = []
    for request in requests:
        conn.send(request)
        answers.append(conn.recv())
    return answers
