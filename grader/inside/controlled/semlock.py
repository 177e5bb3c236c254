"""`SemLock` with the meaning of CPython's `_multiprocessing.SemLock`, and its count kept by the judge.

What CPython keeps in the process (the recursion count and its thread) is kept here, so that a second acquire of an
RLock by its owner is no step: nobody else could see it.
"""

from __future__ import annotations

import _thread
import importlib

from grader.inside.controlled import wire
from grader.inside.typed import Any

RECURSIVE_MUTEX = 0
_multiprocessing: Any = importlib.import_module("_multiprocessing")
SEM_VALUE_MAX: int = _multiprocessing.SemLock.SEM_VALUE_MAX


class SemLock:
    """One semaphore. handle: its name at the judge; name: always None, for a name would start a resource tracker."""

    SEM_VALUE_MAX = SEM_VALUE_MAX

    def __init__(self, kind: int, value: int, maxvalue: int, name: str | None, unlink: bool) -> None:
        del name, unlink
        if kind not in (0, 1):
            raise ValueError("unrecognized kind")
        self._enter(wire.new_name(), kind, maxvalue)
        wire.note({"type": "make", "kind": "semaphore", "on": self.handle, "args": [kind, value, maxvalue]})

    def _enter(self, handle: str, kind: int, maxvalue: int) -> None:
        self.handle, self.kind, self.maxvalue, self.name = handle, kind, maxvalue, None
        self._held = 0
        self._thread = 0

    @classmethod
    def _rebuild(cls, handle: str, kind: int, maxvalue: int, name: str | None) -> SemLock:
        del name
        made = cls.__new__(cls)
        made._enter(handle, kind, maxvalue)
        return made

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Take one; return whether it was taken. block, timeout: as `multiprocessing.Lock.acquire`."""
        if self.kind == RECURSIVE_MUTEX and self._is_mine():
            self._held += 1
            return True
        if not block or (timeout is not None and timeout <= 0):
            taken = wire.ask("try", self.handle)
        elif timeout is None:
            taken = wire.ask("acquire", self.handle)
        else:
            taken = wire.ask("acquire_for", self.handle, float(timeout))
        if taken:
            self._held += 1
            self._thread = _thread.get_ident()
        return bool(taken)

    def release(self) -> None:
        """Give one back; raises AssertionError or ValueError as CPython's does."""
        if self.kind == RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._held > 1:
                self._held -= 1
                return
        if not wire.ask("release", self.handle):
            raise ValueError("semaphore or lock released too many times")
        self._held -= 1

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *error: object) -> None:
        self.release()

    def _count(self) -> int:
        return self._held

    def _is_mine(self) -> bool:
        return self._held > 0 and self._thread == _thread.get_ident()

    def _get_value(self) -> int:
        value: int = wire.ask("value", self.handle)
        return value

    def _is_zero(self) -> bool:
        return self._get_value() == 0

    def _after_fork(self) -> None:
        self._held = 0


def install() -> None:
    """Put this SemLock in the place of CPython's, under Lock, RLock, Semaphore, Condition, Event and Barrier."""
    _multiprocessing.SemLock = SemLock
