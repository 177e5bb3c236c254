"""A lock for those who only look and those who change: many may read at once, one may write alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    """Any number of readers at once, or one writer alone. Made once, given to the processes as an argument.

    Who must wait sleeps. A reader who asks while a writer waits goes in after that writer.
    """

    def __init__(self, ctx: BaseContext) -> None:
        """`ctx` is the multiprocessing context to make the shared things with."""
        self._changed = ctx.Condition()
        self._readers = ctx.RawValue("i", 0)
        self._writing = ctx.RawValue("i", 0)
        self._waiting = ctx.RawValue("i", 0)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """`with rw.reading():` is one read; an exception inside goes on, and nobody stays inside."""
        with self._changed:
            self._changed.wait_for(lambda: not self._writing.value and not self._waiting.value)
            self._readers.value += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers.value -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """`with rw.writing():` is one write; likewise."""
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
        """How many writers wait whom no reader can overtake any more.

        A writer that has only just asked may be missing; 0 when nobody waits.
        """
        return self._waiting.value
