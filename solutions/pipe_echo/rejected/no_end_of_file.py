# loses test_answers_come_in_order: error
# loses test_it_ends_when_the_client_hangs_up: error
# loses test_an_error_is_an_answer: error
# loses test_none_is_a_request: error
# loses test_a_client_may_leave: error

"""Nobody expects the end: the server dies of EOFError when the client closes, however good its answers were."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    sent = 0
    while True:
        request = conn.recv()
        try:
            answer = ("ok", handle(request))
        except Exception as problem:
            answer = ("error", type(problem).__name__)
        conn.send(answer)
        sent += 1
    conn.close()
    return sent


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    answers = []
    for request in requests:
        conn.send(request)
        answers.append(conn.recv())
    return answers
