"""A buffer with room for N: producers wait while it is full, consumers while it is empty."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    """A first-in-first-out buffer for any number of producers and consumers.

    It is made once and given to the processes as an argument. The items that wait lie in `slots` and nowhere
    else. Who must wait sleeps.
    """

    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        """`slots`: a shared RawArray of >= 1 integers.

        Its length is the capacity, and all of it can be used.
        """
        raise NotImplementedError

    def put(self, item: int) -> None:
        """Append an item (any 64-bit integer). Waits only while the buffer is full."""
        raise NotImplementedError

    def get(self) -> int:
        """Take out the oldest item. Waits only while the buffer is empty.

        What was put in before another put began comes out before it.
        """
        raise NotImplementedError
