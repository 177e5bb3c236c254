"""A lock for those who only look and those who change: many may read at once, one may write alone."""

from contextlib import AbstractContextManager
from multiprocessing.context import BaseContext


class ReadWriteLock:
    """Any number of readers at once, or one writer alone. Made once, given to the processes as an argument.

    Who must wait sleeps. A reader who asks while a writer waits goes in after that writer.
    """

    def __init__(self, ctx: BaseContext) -> None:
        """`ctx` is the multiprocessing context to make the shared things with."""
        raise NotImplementedError

    def reading(self) -> "AbstractContextManager[object]":
        """`with rw.reading():` is one read; an exception inside goes on, and nobody stays inside."""
        raise NotImplementedError

    def writing(self) -> "AbstractContextManager[object]":
        """`with rw.writing():` is one write; likewise."""
        raise NotImplementedError

    @property
    def writers_waiting(self) -> int:
        """How many writers wait whom no reader can overtake any more.

        A writer that has only just asked may be missing; 0 when nobody waits.
        """
        raise NotImplementedError
