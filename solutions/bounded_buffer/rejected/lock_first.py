# loses test_order_is_kept: deadlock
# loses test_two_producers: deadlock
# loses test_room_for_one: deadlock
# loses test_producers_wait_for_room: deadlock

"""Who must wait does so with the lock in its hand, and keeps out the one that it waits for."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.head = ctx.RawValue("q", 0)
        self.tail = ctx.RawValue("q", 0)
        self.free = ctx.Semaphore(len(slots))
        self.used = ctx.Semaphore(0)
        self.lock = ctx.Lock()

    def put(self, item: int) -> None:
        with self.lock:
            self.free.acquire()
            self.slots[self.tail.value] = item
            self.tail.value = (self.tail.value + 1) % len(self.slots)
            self.used.release()

    def get(self) -> int:
        with self.lock:
            self.used.acquire()
            item = self.slots[self.head.value]
            self.head.value = (self.head.value + 1) % len(self.slots)
            self.free.release()
            return item
