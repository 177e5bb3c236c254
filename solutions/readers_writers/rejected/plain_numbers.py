# loses test_a_writer_is_alone: failed
# loses test_readers_come_in_together_after_a_writer: failed
# loses test_two_writers_after_a_reader: deadlock
# loses test_a_reader_and_a_writer_after_a_writer: deadlock
# loses test_no_reader_overtakes_a_waiting_writer: livelock

"""The three numbers are plain attributes: every process has its own copy, and decides on that."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    def __init__(self, ctx: BaseContext) -> None:
        self._changed = ctx.Condition()
        self._readers = 0
        self._writing = 0
        self._waiting = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._writing and not self._waiting)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._changed:
            self._waiting += 1
            self._changed.wait_for(lambda: not self._writing and not self._readers)
            self._waiting -= 1
            self._writing = 1
        try:
            yield
        finally:
            with self._changed:
                self._writing = 0
                self._changed.notify_all()

    @property
    def writers_waiting(self) -> int:
        return self._waiting
