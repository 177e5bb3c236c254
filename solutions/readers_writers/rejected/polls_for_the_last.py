# loses test_everyone_waits_asleep: failed

"""A writer keeps new readers out as it should, but then wakes up by the clock to see whether the last one has left."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    def __init__(self, ctx: BaseContext) -> None:
        self._turnstile = ctx.Lock()
        self._readers = ctx.Value("i", 0)
        self._waiting = ctx.RawValue("i", 0)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._turnstile, self._readers.get_lock():
            self._readers.value += 1
        try:
            yield
        finally:
            with self._readers.get_lock():
                self._readers.value -= 1

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._turnstile:
            self._waiting.value = 1
            while self._readers.value:
                time.sleep(0.01)
            self._waiting.value = 0
            yield

    @property
    def writers_waiting(self) -> int:
        return self._waiting.value
