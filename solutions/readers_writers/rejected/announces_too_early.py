# loses test_no_reader_overtakes_a_waiting_writer: failed

"""A writer says that it waits before it has shut the turnstile: a reader may still come past it."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    def __init__(self, ctx: BaseContext) -> None:
        self._turnstile = ctx.Lock()
        self._room = ctx.Lock()
        self._counting = ctx.Lock()
        self._readers = ctx.RawValue("i", 0)
        self._waiting = ctx.Value("i", 0)

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
        with self._waiting.get_lock():
            self._waiting.value += 1
        with self._turnstile, self._room:
            with self._waiting.get_lock():
                self._waiting.value -= 1
            yield

    @property
    def writers_waiting(self) -> int:
        return self._waiting.value
