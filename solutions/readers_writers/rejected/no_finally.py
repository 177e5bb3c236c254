# loses test_an_error_leaves_nobody_inside: deadlock

"""An exception inside the block comes out at the `yield`, and what stands below is not reached."""

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
        yield
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
        yield
        with self._changed:
            self._writing.value = 0
            self._changed.notify_all()

    @property
    def writers_waiting(self) -> int:
        return self._waiting.value
