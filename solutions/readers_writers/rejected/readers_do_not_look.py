# loses test_a_writer_is_alone: failed
# loses test_a_reader_and_a_writer_after_a_writer: failed
# loses test_readers_come_in_together_after_a_writer: failed
# loses test_no_reader_overtakes_a_waiting_writer: failed
# loses test_everyone_waits_asleep: failed

"""Readers count themselves, but they do not look whether somebody writes."""

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
            self._readers.value += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers.value -= 1
                self._changed.notify_all()

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
                self._changed.notify_all()

    @property
    def writers_waiting(self) -> int:
        return self._waiting.value
