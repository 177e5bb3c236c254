# loses test_two_producers: failed
# loses test_two_consumers: failed

"""The semaphores count right, but nothing keeps two producers, or two consumers, off the same slot."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.head = ctx.RawValue("q", 0)
        self.tail = ctx.RawValue("q", 0)
        self.free = ctx.Semaphore(len(slots))
        self.used = ctx.Semaphore(0)

    def put(self, item: int) -> None:
        self.free.acquire()
        self.slots[self.tail.value] = item
        self.tail.value = (self.tail.value + 1) % len(self.slots)
        self.used.release()

    def get(self) -> int:
        self.used.acquire()
        item = self.slots[self.head.value]
        self.head.value = (self.head.value + 1) % len(self.slots)
        self.free.release()
        return item
