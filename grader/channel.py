"""The trusted end of a channel: a SEQPACKET socket whose messages bear the sender's pid as the kernel knows it.

Strict JSON and sizes on the way in, no room for descriptors, and a peer that breaks the protocol is dropped.
"""

from __future__ import annotations

import os
import re
import select
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

_CREDENTIALS = struct.Struct("3i")
# As plain numbers: the library's flags are made anew by each `|` and `&`, which a search would feel.
_AT_ONCE = int(socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)
_CUT = int(socket.MSG_TRUNC)
CONNECTIONS = 512
MESSAGE_BYTES = 128 * 1024
BACKLOG = 128
KNOCKS = 4 * BACKLOG
"""How many are let in at once: all that were there, and no endless stream of those who come meanwhile."""
DEPTH = 200
"""How deep a message may be nested: what is read of one must not end in a RecursionError far away from here."""
_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)


class Peer:
    """One connection from the box; pid: of the runner, once it has said hello."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket = connection
        self.pid = 0

    def answer(self, answer: object) -> None:
        """Send one answer; a peer that is gone or does not read is not waited for."""
        try:
            self.socket.send(msgspec.json.encode(answer), _AT_ONCE)
        except OSError:
            return


class Event(NamedTuple):
    """A message, None when the peer hung up, with the pid (as this process counts) that the kernel attests.

    size: of the packet, in bytes.
    """

    peer: Peer
    pid: int
    message: Any
    size: int = 0


class Channel:
    """A listener at `folder`/`name`.

    decoder: knows the messages; what it refuses is not a message, and who sent it is dropped.
    """

    def __init__(self, folder: Path, decoder: msgspec.json.Decoder[Any], name: str = "judge.sock") -> None:
        self._decoder = decoder
        self.path = folder / name
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._listener.setblocking(False)
        self._listener.bind(os.fspath(self.path))
        # The box may run under another user; the folder above decides who reaches the socket.
        self.path.chmod(0o666)
        self._listener.listen(BACKLOG)
        # The option of a listener is inherited before accept returns, so that no first message comes without a pid.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._poll = select.poll()
        self._poll.register(self._listener, select.POLLIN)
        self._peers: dict[int, Peer] = {}
        self.dropped = 0

    def events(self, wait_s: float) -> Iterator[Event]:
        """Yield what came within `wait_s` seconds, at most one message a peer; yields nothing when nothing came."""
        ready = self._poll.poll(max(0, round(wait_s * 1000)))
        if any(descriptor == self._listener.fileno() for descriptor, _ in ready):
            self._accept_all()
            # What a new peer has said already must not be overlooked: "nothing came" is a fact that verdicts stand on.
            ready = self._poll.poll(0)
        for descriptor, _ in ready:
            if descriptor in self._peers:
                yield from self._receive(self._peers[descriptor])

    def has_news(self) -> bool:
        """Return whether somebody has said something, knocked or hung up that was not yet heard."""
        return bool(self._poll.poll(0))

    def drop(self, peer: Peer) -> None:
        """Hang up on `peer`."""
        descriptor = peer.socket.fileno()
        if self._peers.pop(descriptor, None) is not None:
            self._poll.unregister(descriptor)
            peer.socket.close()

    def drop_all(self, keep: Peer | None = None) -> None:
        """Hang up on everybody but `keep`, also on those who wait to be accepted."""
        self._accept_all()
        for peer in tuple(self._peers.values()):
            if peer is not keep:
                self.drop(peer)

    def close(self) -> None:
        """Hang up on everybody and stop to listen."""
        self.drop_all()
        self._listener.close()

    def _accept_all(self) -> None:
        for _ in range(KNOCKS):
            if not self._accept():
                return

    def _accept(self) -> bool:
        try:
            connection, _ = self._listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return False
        if len(self._peers) >= CONNECTIONS:
            self.dropped += 1
            connection.close()
            return True
        connection.setblocking(False)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._peers[connection.fileno()] = Peer(connection)
        self._poll.register(connection, select.POLLIN)
        return True

    def _receive(self, peer: Peer) -> Iterator[Event]:
        try:
            packet, ancillary, flags, _ = peer.socket.recvmsg(MESSAGE_BYTES + 1, socket.CMSG_SPACE(_CREDENTIALS.size))
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            packet, ancillary, flags = b"", [], 0
        pid = _attested_pid(ancillary)
        message = self._decoded(packet) if pid and not flags & _CUT else None
        if message is None:
            self.dropped += bool(packet)
            self.drop(peer)
        yield Event(peer, pid, message, len(packet))

    def _decoded(self, packet: bytes) -> Any:
        if _depth(packet) > DEPTH:
            return None
        try:
            return self._decoder.decode(packet)
        except (msgspec.DecodeError, RecursionError, ValueError):
            return None


def _depth(packet: bytes) -> int:
    """Return how deep the lists and tables of a JSON text are nested; of any other text, a number."""
    if packet.count(b"[") + packet.count(b"{") <= DEPTH:
        return 0
    depth = deepest = 0
    for sign in _TEXT.sub(b"", packet):
        if sign in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in b"]}":
            depth -= 1
    return deepest


def _attested_pid(ancillary: list[tuple[int, int, bytes]]) -> int:
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
            pid: int = _CREDENTIALS.unpack(data[: _CREDENTIALS.size])[0]
            return pid
    return 0
