"""Speaks to the judge: one message, one answer, over a connection of its own.

A connection lives for one message, so that it works in any process (a raw fork too), thread, signal handler,
`finally` or `__reduce__`: there is no lock that a fork could copy and no descriptor that two processes could share.
"""

from __future__ import annotations

import _socket
import _thread
import json

from grader.inside import world
from grader.inside.typed import Any
from grader.inside.values import encode, to_json

MESSAGE_BYTES = 128 * 1024


def connect() -> _socket.socket:
    """Return a new connection to the judge."""
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    connection.connect(world.current.judge)
    return connection


def pack(message: dict[str, Any]) -> bytes:
    """Return the packet for `message`; one that is too large says so instead."""
    packet = encode(message)
    if len(packet) > world.current.message_bytes:
        packet = encode({"type": "too_large", "of": message["type"], "bytes": len(packet)})
    return packet


def tell(message: dict[str, Any]) -> Any:
    """Send one message and return the judge's answer; returns when the judge has it."""
    connection = connect()
    try:
        connection.send(pack(message))
        answer = connection.recv(MESSAGE_BYTES)
    finally:
        connection.close()
    if not answer:
        raise ConnectionResetError("the judge did not answer")
    return json.loads(answer)


def mark(name: str, data: object = None) -> None:
    """Report to the judge that this point was reached, and return when the judge has it.

    name: the word that the suite looks for. data: any value; the judge sees it as `to_json` tells it.
    Works in any process, thread or signal handler of the run. A mark orders nothing.
    """
    tell({"type": "mark", "name": name, "data": to_json(data), "thread": _thread.get_native_id()})
