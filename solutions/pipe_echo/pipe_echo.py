"""Question and answer: a service at one end of a pipe, its client at the other."""

from collections.abc import Callable
from multiprocessing.connection import Connection


def serve(conn: Connection, handle: Callable) -> int:
    """Answer the requests that come over `conn` until the other end is closed; then close `conn`.

    Any picklable value is a request. The answer is the tuple ("ok", handle(request)), or ("error", type name) if handle
    raised an Exception of any kind; then the service goes on. Answers come in the order of the requests.
    The client may leave at any time, even with an answer unread: that ends the service in the same quiet way.
    Returns how many answers were sent.
    """
    sent = 0
    with conn:
        while True:
            try:
                request = conn.recv()
            except (EOFError, OSError):
                break
            answer = _answer(handle, request)
            try:
                conn.send(answer)
            except OSError:
                break
            sent += 1
    return sent


def _answer(handle: Callable, request: object) -> tuple:
    try:
        return "ok", handle(request)
    except Exception as problem:
        return "error", type(problem).__name__


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    """Send the requests to a server like `serve` and return its answers, in order.

    Requests and answers may be of any size. Leaves `conn` open.
    """
    answers = []
    for request in requests:
        conn.send(request)
        answers.append(conn.recv())
    return answers
