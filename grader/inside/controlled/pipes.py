"""`multiprocessing.Pipe` over the judge's pipes: CPython's own Connection, whose reads and writes are steps.

A connection's descriptor is a placeholder, there for its number. `connection.wait` and `poll` look at pipes, queues
and the ends of processes with one step.
"""

from __future__ import annotations

import base64
import errno
import io
import os
from multiprocessing import connection, context, process

from grader.inside.controlled import life, wire
from grader.inside.typed import Any

_PIECE = 65_536
_real_wait = connection.wait
_real_close = os.close
_Base: Any = connection.Connection


class Connection(_Base):  # type: ignore[misc]
    """One end of a pipe. source, sink: the judge's pipes that it reads and writes, or None."""

    def __init__(self, source: str | None, sink: str | None) -> None:
        self.source, self.sink = source, sink
        self._judged = tuple(name for name in (source, sink) if name is not None)
        super().__init__(os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC), source is not None, sink is not None)

    def _close(self) -> None:
        _real_close(self._handle)
        # A copy in a child that ends without a word is closed by its end.
        if self.source is not None:
            wire.ask("close", self.source, "r")
        if self.sink is not None:
            wire.ask("close", self.sink, "w")

    def _write(self, _handle: int, buf: Any) -> int:
        piece = bytes(buf[:_PIECE])
        written: int = wire.ask("send", str(self.sink), len(piece), base64.b64encode(piece).decode("ascii"))
        if written < 0:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
        return written

    def _read(self, _handle: int, size: int) -> bytes:
        return base64.b64decode(wire.ask("recv", str(self.source), min(size, _PIECE)))

    def _send(self, buf: Any, write: Any = None) -> None:
        del write
        super()._send(memoryview(buf), self._write)

    def _recv(self, size: int, read: Any = None) -> io.BytesIO:
        del read
        buffer: io.BytesIO = super()._recv(size, self._read)
        return buffer

    def _poll(self, timeout: float | None) -> bool:
        return bool(wait([self], timeout))

    def __reduce__(self) -> Any:
        spawning: Any = context.get_spawning_popen()
        if spawning is not None:
            spawning.ends += _ends(self.source, self.sink)
            return Connection, (self.source, self.sink)
        # What is on its way keeps the end open, though the sender may close its own copy at once.
        _tell_ends("sent", self.source, self.sink)
        return rebuild, (self.source, self.sink)


Connection.__qualname__ = "Connection"


def _ends(source: str | None, sink: str | None) -> list[tuple[str, str]]:
    return [(name, end) for name, end in ((source, "r"), (sink, "w")) if name is not None]


def _tell_ends(kind: str, source: str | None, sink: str | None) -> None:
    for name, end in _ends(source, sink):
        wire.note({"type": "make", "kind": kind, "on": name, "args": [end]})


def rebuild(source: str | None, sink: str | None) -> Connection:
    """Return this process's own copy of an end that it was sent."""
    _tell_ends("arrived", source, sink)
    return Connection(source, sink)


def Pipe(duplex: bool = True) -> tuple[Connection, Connection]:
    """Return the two ends of a new pipe, as `multiprocessing.Pipe`."""
    forth = _new()
    back = _new() if duplex else None
    return Connection(forth, back), Connection(back, forth)


def _new() -> str:
    name = wire.new_name()
    wire.note({"type": "make", "kind": "pipe", "on": name, "args": []})
    return name


def wait(object_list: Any, timeout: float | None = None) -> list[Any]:
    """`connection.wait` for controlled things; what else is in the list is looked at, but not waited for."""
    things = list(object_list)
    names = {id(thing): _name(thing) for thing in things}
    real = [thing for thing in things if names[id(thing)] is None]
    if len(real) == len(things):
        return _real_wait(things, timeout)
    ready = _real_wait(real, 0) if real else []
    wanted = list(dict.fromkeys(name for name in names.values() if name is not None))
    if ready or (timeout is not None and timeout <= 0):
        found = wire.ask("wait_now", "", 0, wanted)
    elif timeout is None:
        found = wire.ask("wait", "", 0, wanted)
    else:
        found = wire.ask("wait_for", "", float(timeout), wanted)
    return [thing for thing in things if thing in ready or names[id(thing)] in found]


def _name(thing: Any) -> str | None:
    if isinstance(thing, Connection):
        if thing.closed:
            raise ValueError("Invalid file object: handle is closed")
        return thing.source or thing.sink
    judged = getattr(thing, "_judged", None)
    if judged:
        return str(judged[0])
    return life.sentinels.get(thing) if type(thing) is int else None


def install() -> None:
    """Put these in the place of the real ones."""
    library: Any = connection
    library.Pipe, library.wait = Pipe, wait
    parent: Any = getattr(process, "_ParentProcess")  # noqa: B009
    original = parent.__init__

    def __init__(self: Any, name: Any, pid: Any, sentinel: Any) -> None:
        original(self, name, pid, sentinel)
        life.sentinels[sentinel] = wire.here.path.rpartition(".")[0]

    parent.__init__ = __init__
