"""Readers go through a turnstile that a writer keeps shut; the first takes the room, the last gives it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    def __init__(self, ctx: BaseContext) -> None:
        self._turnstile = ctx.Lock()
        self._room = ctx.Lock()
        self._counting = ctx.Lock()
        self._readers = ctx.RawValue("i", 0)
        self._waiting = ctx.RawValue("i", 0)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._turnstile:
            pass
        with self._counting:
            self._readers.value += 1
            if self._readers.value == 1:
                self._room.acquire()
        try:
            yield
        finally:
            with self._counting:
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._room.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._turnstile:
            self._waiting.value = 1
            with self._room:
                self._waiting.value = 0
                yield

    @property
    def writers_waiting(self) -> int:
        return self._waiting.value
