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
        self._slots = slots
        self._head = ctx.RawValue("q", 0)
        self._tail = ctx.RawValue("q", 0)
        self._free = ctx.Semaphore(len(slots))
        self._used = ctx.Semaphore(0)
        self._lock = ctx.Lock()

    def put(self, item: int) -> None:
        """Append an item (any 64-bit integer). Waits only while the buffer is full."""
        # The lock comes second: who waits for room must not keep out those who make room.
        self._free.acquire()
        with self._lock:
            self._slots[self._tail.value] = item
            self._tail.value = (self._tail.value + 1) % len(self._slots)
        self._used.release()

    def get(self) -> int:
        """Take out the oldest item. Waits only while the buffer is empty.

        What was put in before another put began comes out before it.
        """
        self._used.acquire()
        with self._lock:
            item = self._slots[self._head.value]
            self._head.value = (self._head.value + 1) % len(self._slots)
        self._free.release()
        return item
