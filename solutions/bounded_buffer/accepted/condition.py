"""A Condition and a count: everybody is woken and looks whether its turn has come."""

from ctypes import Array, c_longlong
from multiprocessing.context import BaseContext


class BoundedBuffer:
    def __init__(self, ctx: BaseContext, slots: "Array[c_longlong]") -> None:
        self.slots = slots
        self.head = ctx.RawValue("q", 0)
        self.count = ctx.RawValue("q", 0)
        self.changed = ctx.Condition()

    def put(self, item: int) -> None:
        with self.changed:
            self.changed.wait_for(self._has_room)
            self.slots[(self.head.value + self.count.value) % len(self.slots)] = item
            self.count.value += 1
            self.changed.notify_all()

    def get(self) -> int:
        with self.changed:
            self.changed.wait_for(self._has_items)
            item = self.slots[self.head.value]
            self.head.value = (self.head.value + 1) % len(self.slots)
            self.count.value -= 1
            self.changed.notify_all()
            return item

    def _has_room(self) -> bool:
        return self.count.value < len(self.slots)

    def _has_items(self) -> bool:
        return self.count.value > 0
