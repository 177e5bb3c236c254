"""One lock for each end: a put and a get can be at work at once."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.head = ctx.RawValue("q", 0)
        self.tail = ctx.RawValue("q", 0)
        self.free = ctx.Semaphore(len(slots))
        self.used = ctx.Semaphore(0)
        self.put_lock = ctx.Lock()
        self.get_lock = ctx.Lock()

    def put(self, item: int) -> None:
        self.free.acquire()
        with self.put_lock:
            self.slots[self.tail.value] = item
            self.tail.value = (self.tail.value + 1) % len(self.slots)
        self.used.release()

    def get(self) -> int:
        self.used.acquire()
        with self.get_lock:
            item = self.slots[self.head.value]
            self.head.value = (self.head.value + 1) % len(self.slots)
        self.free.release()
        return item
