# loses test_readers_read_together: deadlock
# loses test_readers_come_in_together_after_a_writer: failed
# loses test_no_reader_overtakes_a_waiting_writer: failed

"""Everybody takes one lock: readers keep each other out, and who comes first is left to chance."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    def __init__(self, ctx: BaseContext) -> None:
        self._lock = ctx.Lock()
        self._waiting = ctx.Value("i", 0)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._lock:
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._waiting.get_lock():
            self._waiting.value += 1
        with self._lock:
            with self._waiting.get_lock():
                self._waiting.value -= 1
            yield

    @property
    def writers_waiting(self) -> int:
        return self._waiting.value
