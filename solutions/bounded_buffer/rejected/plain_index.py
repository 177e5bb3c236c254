# loses test_two_producers: failed
# loses test_two_consumers: failed
# loses test_everyone_shares_head_and_tail: failed

"""Head and tail are plain attributes, so each process counts its own copy of them."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.head = self.tail = 0
        self.free = ctx.Semaphore(len(slots))
        self.used = ctx.Semaphore(0)
        self.lock = ctx.Lock()

    def put(self, item: int) -> None:
        self.free.acquire()
        with self.lock:
            self.slots[self.tail] = item
            self.tail = (self.tail + 1) % len(self.slots)
        self.used.release()

    def get(self) -> int:
        self.used.acquire()
        with self.lock:
            item = self.slots[self.head]
            self.head = (self.head + 1) % len(self.slots)
        self.free.release()
        return item
