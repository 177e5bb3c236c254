"""One direction of a pipe: bytes, a capacity, and who holds its ends.

A read comes after the writes whose bytes it takes, a write after the reads that made its room: where both can go on
they commute. An end is open while any process holds it; when the last has let go, the other side learns of it.
"""

from __future__ import annotations

import base64
from collections import deque
from typing import Any

from grader.explore.events import EXCLUSIVE, READ, Event, Facet, Op
from grader.explore.models.model import BrokenProtocolError

CAPACITY = 65_536
ATOMIC = 4096
ON_ITS_WAY = ""


class Pipe:
    """holders: how many copies of the end `r` or `w` each process has, by path; and how many are on their way."""

    def __init__(self, maker: str) -> None:
        self.holders = {"r": {maker: 1}, "w": {maker: 1}}
        self._data: deque[tuple[bytes, Event]] = deque()
        self._size = 0
        self._room: deque[tuple[int, Event]] = deque()
        self._first_room = CAPACITY
        self._reads, self._writes = Facet(), Facet()
        self._closes = {"r": Facet(), "w": Facet()}
        self._closers: dict[str, list[Event]] = {"r": [], "w": []}
        self._short: Event | None = None
        self._partial: Event | None = None

    def enabled(self, op: Op) -> bool:
        """A read waits for a byte or the last writer, a write for room or the last reader."""
        if op.kind == "recv":
            return self.readable
        if op.kind == "send":
            return not self.holders["r"] or CAPACITY - self._size >= min(op.args[0], ATOMIC)
        return True

    @property
    def readable(self) -> bool:
        """Whether a read would not wait."""
        return bool(self._size or not self.holders["w"])

    def perform(self, event: Event) -> Any:
        """Return bytes in base 64, or how many were written (-1: nobody can read them)."""
        kind = event.op.kind
        if kind == "recv":
            return self._recv(event, event.op.args[0])
        if kind == "send":
            return self._send(event, base64.b64decode(event.op.args[1]))
        if kind == "close":
            return self.close(event, event.op.args[0], event.thread.process.path)
        raise BrokenProtocolError(f"{kind} of a pipe")

    def _recv(self, event: Event, wanted: int) -> str:
        event.touch(self._reads, EXCLUSIVE)
        if not self._size:
            self._after_closes(event, "w", races=False)
            return ""
        taken = b""
        while self._data and len(taken) < wanted:
            data, source = self._data.popleft()
            event.follow(source, races=bool(taken))
            part = data[: wanted - len(taken)]
            taken += part
            if len(part) < len(data):
                self._data.appendleft((data[len(part) :], source))
        if len(taken) < wanted:
            self._short = event
        if self._partial is not None:
            event.follow(self._partial, races=True)
            self._partial = None
        self._size -= len(taken)
        self._room.append((len(taken), event))
        return base64.b64encode(taken).decode("ascii")

    def _send(self, event: Event, data: bytes) -> int:
        event.touch(self._writes, EXCLUSIVE)
        if not self.holders["r"]:
            self._after_closes(event, "r", races=True)
            return -1
        size = min(len(data), CAPACITY - self._size)
        if size < len(data):
            self._partial = event
        if self._short is not None:
            event.follow(self._short, races=True)
            self._short = None
        self._use_room(event, size)
        self._size += size
        if size:
            self._data.append((data[:size], event))
        return size

    def _use_room(self, event: Event, size: int) -> None:
        first = min(size, self._first_room)
        self._first_room -= first
        size -= first
        while size:
            room, source = self._room.popleft()
            event.follow(source, races=False)
            if room > size:
                self._room.appendleft((room - size, source))
            size -= min(room, size)

    def hold(self, end: str, path: str, copies: int = 1) -> None:
        """Let the process `path` hold more copies of `end`."""
        self.holders[end][path] = self.holders[end].get(path, 0) + copies

    def arrive(self, end: str, path: str) -> None:
        """Let the process `path` hold a copy of `end` that was on its way to it."""
        self.hold(end, path)
        self.let_go(end, ON_ITS_WAY)

    def let_go(self, end: str, path: str) -> None:
        """Let the process `path` hold one copy of `end` less; others do not notice."""
        self.holders[end][path] = self.holders[end].get(path, 0) - 1
        if self.holders[end][path] <= 0:
            del self.holders[end][path]

    def close(self, event: Event, end: str, path: str, *, every: bool = False) -> bool:
        """Let the process `path` hold one copy of `end` less, or none; return whether nobody holds it now.

        every: it ends, with all its copies.
        """
        if path not in self.holders[end]:
            return False
        if every:
            self.holders[end][path] = 1
        self.let_go(end, path)
        if path in self.holders[end]:
            return False
        self._closers[end].append(event)
        # Only the last one to let go is noticed by others.
        if not self.holders[end]:
            event.touch(self._closes[end], EXCLUSIVE)
            if end == "r":
                event.touch(self._writes, EXCLUSIVE)
        return not self.holders[end]

    def _after_closes(self, event: Event, end: str, *, races: bool) -> None:
        for closer in self._closers[end]:
            event.follow(closer, races=races)

    def look(self, event: Event, *, races: bool) -> bool:
        """Return whether a read would not wait. races: it might have been asked before that was so."""
        if self._size:
            event.touch(self._reads, READ)
            event.follow(self._data[0][1], races=races)
            return True
        event.touch(self._reads, READ)
        event.touch(self._writes, READ)
        if not self.holders["w"]:
            self._after_closes(event, "w", races=races)
            return True
        event.touch(self._closes["w"], READ)
        return False

    def commute(self, op: Op, other: Op) -> bool:
        """A read and a write commute where both get all they ask for; looks commute; closing, if not the last."""
        kinds = {op.kind, other.kind}
        if kinds == {"look"}:
            return True
        if "close" in kinds:
            closing, that = (op, other) if op.kind == "close" else (other, op)
            if self.holders[closing.args[0]].get(closing.path, 0) > 1:
                return True
            return self.commute_close(closing.args[0], that)
        if kinds == {"recv", "send"}:
            read, write = (op, other) if op.kind == "recv" else (other, op)
            return self._size >= read.args[0] and CAPACITY - self._size >= write.args[0] and bool(self.holders["r"])
        if kinds == {"look", "send"}:
            return self._size > 0
        return False

    def commute_close(self, end: str, other: Op) -> bool:
        """Return whether somebody's letting go of `end` and `other` do the same in either order."""
        if other.kind in ("close", "exit", "die") or len(self.holders[end]) > 1:
            return True
        if end == "r":
            return other.kind not in ("send",)
        return self._size > 0 and (other.kind != "recv" or self._size >= other.args[0])

    def races(self, op: Op) -> list[Event]:
        """A read races with reads, a write with writes, a look with all."""
        if op.kind == "recv":
            return self._reads.against(EXCLUSIVE)
        if op.kind == "send":
            return self._writes.against(EXCLUSIVE)
        if op.kind == "close":
            return self._writes.against(EXCLUSIVE) if op.args[0] == "r" else []
        return [*self._reads.against(READ), *self._writes.against(READ), *self._closes["w"].against(READ)]
