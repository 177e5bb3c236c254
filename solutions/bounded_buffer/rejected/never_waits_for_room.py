# loses test_order_is_kept: failed
# loses test_room_for_one: failed
# loses test_producers_wait_for_room: failed

"""Consumers wait for items, but nobody thought of the producers: a full ring is written over."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.head = ctx.RawValue("q", 0)
        self.tail = ctx.RawValue("q", 0)
        self.used = ctx.Semaphore(0)
        self.lock = ctx.Lock()

    def put(self, item: int) -> None:
        with self.lock:
            self.slots[self.tail.value] = item
            self.tail.value = (self.tail.value + 1) % len(self.slots)
        self.used.release()

    def get(self) -> int:
        self.used.acquire()
        with self.lock:
            item = self.slots[self.head.value]
            self.head.value = (self.head.value + 1) % len(self.slots)
        return item
