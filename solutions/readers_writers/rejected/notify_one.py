# loses test_a_reader_and_a_writer_after_a_writer: deadlock
# loses test_no_reader_overtakes_a_waiting_writer: deadlock
# loses test_readers_come_in_together_after_a_writer: failed

"""`notify()` wakes one sleeper, perhaps one who may not go in yet; the others hear of nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    def __init__(self, ctx: BaseContext) -> None:
        self._changed = ctx.Condition()
        self._readers = ctx.RawValue("i", 0)
        self._writing = ctx.RawValue("i", 0)
        self._waiting = ctx.RawValue("i", 0)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._writing.value and not self._waiting.value)
            self._readers.value += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers.value -= 1
                self._changed.notify()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._changed:
            self._waiting.value += 1
            self._changed.wait_for(lambda: not self._writing.value and not self._readers.value)
            self._waiting.value -= 1
            self._writing.value = 1
        try:
            yield
        finally:
            with self._changed:
                self._writing.value = 0
                self._changed.notify()

    @property
    def writers_waiting(self) -> int:
        return self._waiting.value
