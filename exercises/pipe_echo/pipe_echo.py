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
    raise NotImplementedError


def ask_all(conn: Connection, requests: list) -> list[tuple]:
    """Send the requests to a server like `serve` and return its answers, in order.

    Requests and answers may be of any size. Leaves `conn` open.
    """
    raise NotImplementedError
