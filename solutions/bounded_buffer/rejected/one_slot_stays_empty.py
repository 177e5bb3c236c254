# loses test_two_consumers: deadlock
# loses test_room_for_one: deadlock
# loses test_producers_wait_for_room: deadlock
# loses test_it_can_be_filled: deadlock
# loses test_round_and_round: deadlock
# loses test_everyone_shares_head_and_tail: deadlock

"""The textbook ring that cannot tell full from empty gives up one slot: it holds one item too few."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.head = ctx.RawValue("q", 0)
        self.tail = ctx.RawValue("q", 0)
        self.free = ctx.Semaphore(len(slots) - 1)
        self.used = ctx.Semaphore(0)
        self.lock = ctx.Lock()

    def put(self, item: int) -> None:
        self.free.acquire()
        with self.lock:
            self.slots[self.tail.value] = item
            self.tail.value = (self.tail.value + 1) % len(self.slots)
        self.used.release()

    def get(self) -> int:
        self.used.acquire()
        with self.lock:
            item = self.slots[self.head.value]
            self.head.value = (self.head.value + 1) % len(self.slots)
        self.free.release()
        return item
