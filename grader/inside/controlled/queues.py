"""`multiprocessing.Queue` and JoinableQueue: the classes stay, so that they can be subclassed; their methods ask.

The judge keeps each process's buffer and its feeder. What is put is pickled at once: CPython's feeder does it a
moment later, in a thread.
"""

from __future__ import annotations

import base64
import os
from multiprocessing import context, queues, util
from queue import Empty, Full

from grader.inside.controlled import semlock, wire
from grader.inside.typed import Any

_PIECE = 60_000
_Pickler: Any = context.reduction.ForkingPickler  # type: ignore[attr-defined]


_plain: Any = queues.Queue


class _Reader:
    """What `connection.wait` may be given of a queue."""

    def __init__(self, name: str) -> None:
        self._judged = (name,)
        self.closed = False

    def close(self) -> None:
        """Close nothing: the queue's pipe is open as long as the run lasts."""


def _init(self: Any, maxsize: int = 0, *, ctx: Any) -> None:
    if maxsize <= 0:
        maxsize = semlock.SEM_VALUE_MAX
    name = wire.new_name()
    _enter(self, name, maxsize, os.getpid())
    self._is_fork_ctx = ctx.get_start_method() == "fork"
    wire.note({"type": "make", "kind": "queue", "on": name, "args": [maxsize]})
    util.register_after_fork(self, _plain._after_fork)


def _enter(self: Any, name: str, maxsize: int, opid: int) -> None:
    self._judged, self._maxsize, self._opid = (name,), maxsize, opid
    self._ignore_epipe = self._is_fork_ctx = False
    self._reader = self._writer = _Reader(name)
    self._reset()


def _reset(self: Any, after_fork: bool = False) -> None:
    del after_fork
    self._closed = False
    self._joincancelled = False
    self._jointhread = self._thread = None


def _getstate(self: Any) -> Any:
    context.assert_spawning(self)
    if self._is_fork_ctx:
        raise RuntimeError(
            "A SemLock created in a fork context is being shared with a process in a spawn context. This is not "
            "supported. Please use the same context to create multiprocessing objects and Process."
        )
    return self._judged[0], self._maxsize, self._opid, self._ignore_epipe


def _setstate(self: Any, state: Any) -> None:
    name, maxsize, opid, self_ignore = state
    _enter(self, name, maxsize, opid)
    self._ignore_epipe = self_ignore


def _put(self: Any, obj: Any, block: bool = True, timeout: float | None = None) -> None:
    if self._closed:
        raise ValueError(f"Queue {self!r} is closed")
    pieces = _pickled(self, obj)
    if pieces is None or not _place(self, "put", block, timeout, pieces):
        _failed(pieces)


def _put_joinable(self: Any, obj: Any, block: bool = True, timeout: float | None = None) -> None:
    if self._closed:
        raise ValueError(f"Queue {self!r} is closed")
    if not _place(self, "reserve", block, timeout, []):
        raise Full
    with self._cond:
        pieces = _pickled(self, obj)
        if pieces is not None:
            _send(pieces)
            wire.ask("append", self._judged[0], _size(pieces), pieces[-1])
            _feeding(self)
        self._unfinished_tasks.release()


def _failed(pieces: list[str] | None) -> None:
    if pieces is not None:
        raise Full


def _pickled(self: Any, obj: Any) -> list[str] | None:
    """Return the pickle in pieces; None if there is none, which the hook has been told, as by CPython's feeder."""
    try:
        data = bytes(_Pickler.dumps(obj))
    except Exception as problem:
        self._on_queue_feeder_error(problem, obj)
        return None
    pieces = [data[start : start + _PIECE] for start in range(0, len(data), _PIECE)]
    return [base64.b64encode(piece).decode("ascii") for piece in pieces]


def _size(pieces: list[str]) -> int:
    return sum(len(base64.b64decode(piece)) for piece in pieces)


def _send(pieces: list[str]) -> None:
    for piece in pieces[:-1]:
        wire.note({"type": "part", "data": piece})


def _place(self: Any, kind: str, block: bool, timeout: float | None, pieces: list[str]) -> bool:
    _send(pieces)
    name = self._judged[0]
    args = (_size(pieces), pieces[-1]) if pieces else (0, "")
    if not block or (timeout is not None and timeout <= 0):
        placed = wire.ask(f"{kind}_now", name, *args)
    elif timeout is None:
        placed = wire.ask(kind, name, *args)
    else:
        placed = wire.ask(f"{kind}_for", name, *args, float(timeout))
    if placed and pieces:
        _feeding(self)
    return bool(placed)


def _feeding(self: Any) -> None:
    """See to it that this process does not exit before its feeder is through."""
    if self._thread is None:
        self._thread = True
        if not self._joincancelled:
            self._jointhread = util.Finalize(None, wire.ask, args=("flush", self._judged[0]), exitpriority=-5)


def _get(self: Any, block: bool = True, timeout: float | None = None) -> Any:
    if self._closed:
        raise ValueError(f"Queue {self!r} is closed")
    name = self._judged[0]
    if not block or (timeout is not None and timeout <= 0):
        pieces = wire.ask_parts("get_now", name)
    elif timeout is None:
        pieces = wire.ask_parts("get", name)
    else:
        pieces = wire.ask_parts("get_for", name, float(timeout))
    if pieces is None:
        raise Empty
    return _Pickler.loads(b"".join(base64.b64decode(piece) for piece in pieces))


def _qsize(self: Any) -> int:
    count: int = wire.ask("size", self._judged[0])
    return count


def _empty(self: Any) -> bool:
    if self._reader.closed:
        raise OSError("handle is closed")
    return not wire.ask("wait_now", "", 0, [self._judged[0]])


def _full(self: Any) -> bool:
    return _qsize(self) >= int(self._maxsize)


def _close(self: Any) -> None:
    self._closed = True


def _join_thread(self: Any) -> None:
    assert self._closed, f"Queue {self!r} not closed"
    if self._jointhread is not None:
        self._jointhread()
        # The last that the feeder does.
        self._reader.closed = True


def _cancel_join_thread(self: Any) -> None:
    self._joincancelled = True
    if self._jointhread is not None:
        self._jointhread.cancel()
        self._jointhread = None


def install() -> None:
    """Put these methods into CPython's classes."""
    plain = _plain
    plain.__init__, plain.__getstate__, plain.__setstate__ = _init, _getstate, _setstate
    plain._reset, plain.put, plain.get, plain.qsize, plain.empty, plain.full = _reset, _put, _get, _qsize, _empty, _full
    plain.close, plain.join_thread, plain.cancel_join_thread = _close, _join_thread, _cancel_join_thread
    joinable: Any = queues.JoinableQueue
    joinable.put = _put_joinable
