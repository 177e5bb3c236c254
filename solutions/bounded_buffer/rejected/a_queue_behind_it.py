# loses test_it_can_be_filled: failed

"""A queue does the work and the items lie in its pipe; the slots, which were to hold them, stay unused."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.room = ctx.Semaphore(len(slots))
        self.queue = ctx.SimpleQueue()

    def put(self, item: int) -> None:
        self.room.acquire()
        self.queue.put(item)

    def get(self) -> int:
        item = self.queue.get()
        self.room.release()
        return item
