"""Semaphores: Lock, RLock, Semaphore and BoundedSemaphore are this one, as in CPython.

What is released is handed out in the order of the releases. So a take depends on the release whose token it takes,
and on no other; two takes of tokens that lay there from the beginning commute, for those are all alike.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from grader.explore.events import EXCLUSIVE, READ, Event, Facet, Op

_TAKES = ("acquire", "try", "acquire_for")
_FIRST = "first"
_UNBOUNDED = 1 << 30


class Semaphore:
    """A count that may not fall below 0 nor rise above `maximum`.

    holder: the step that took it last and has not given it back, for a semaphore of 1.
    """

    def __init__(self, kind: int, value: int, maximum: int) -> None:
        self.kind, self.value, self.maximum = kind, value, maximum
        self.holder: Event | None = None
        self._first = value
        self._room = maximum - value
        self._tokens: deque[Event] = deque()
        self._spaces: deque[Event] = deque()
        self._takes, self._gives = Facet(), Facet()

    def enabled(self, op: Op) -> bool:
        """Only a take without a limit has to wait."""
        return op.kind != "acquire" or self.value > 0

    def perform(self, event: Event) -> Any:
        """Return whether it was taken or given back; or the count."""
        kind = event.op.kind
        if kind in _TAKES and self.value:
            return self._take(event)
        if kind == "release" and self.value < self.maximum:
            return self._give(event)
        event.touch(self._takes, READ)
        event.touch(self._gives, READ)
        return self.value if kind == "value" else False

    def _take(self, event: Event) -> bool:
        self.value -= 1
        if self._first:
            self._first -= 1
            event.touch(self._takes, _FIRST)
        else:
            event.touch(self._takes, EXCLUSIVE)
            event.follow(self._tokens.popleft(), races=event.op.kind != "acquire")
        if self.maximum < _UNBOUNDED:
            self._spaces.append(event)
        self.holder = event
        return True

    def _give(self, event: Event) -> bool:
        self.value += 1
        event.touch(self._gives, EXCLUSIVE)
        self._tokens.append(event)
        if self._room:
            self._room -= 1
        else:
            # Any take will have made the room; who releases after a take of its own need not come after another's.
            own = next((place for place, take in enumerate(self._spaces) if event.thread.knows(take)), 0)
            space = self._spaces[own]
            del self._spaces[own]
            event.follow(space, races=True)
        self.holder = None
        return True

    def commute(self, op: Op, other: Op) -> bool:
        """Two takes commute where two first tokens lie there; a take and a release where both succeed anyway."""
        kinds = {self._effect(op), self._effect(other)}
        if kinds == {"read"}:
            return True
        if kinds == {"take"}:
            return self._first >= 2
        return kinds == {"take", "give"}

    def _effect(self, op: Op) -> str:
        if op.kind in _TAKES and self.value:
            return "take"
        if op.kind == "release" and self.value < self.maximum:
            return "give"
        return "read"

    def races(self, op: Op) -> list[Event]:
        """A take races with other takes; all else with everything."""
        if op.kind == "acquire":
            return self._takes.against(EXCLUSIVE)
        mode = EXCLUSIVE if op.kind in _TAKES or op.kind == "release" else READ
        return [*self._takes.against(mode), *self._gives.against(mode)]
