"""Shared numbers: Value, Array, RawValue, RawArray; each number is read and written by itself."""

from __future__ import annotations

from typing import Any

from grader.explore.events import EXCLUSIVE, READ, Event, Facet, Op
from grader.explore.models.model import BrokenProtocolError

_MOST = 1 << 24


class Cells:
    """A row of numbers (as JSON), all `zero` at first."""

    def __init__(self, length: int, zero: Any) -> None:
        if not 0 <= length <= _MOST:
            raise BrokenProtocolError(f"{length} numbers")
        self.length = length
        self._zero = zero
        self._values: dict[int, Any] = {}
        self._facets: dict[int, Facet] = {}
        self.writers: dict[int, Event] = {}

    def fill(self, start: int, values: tuple[Any, ...]) -> None:
        """Give the numbers from `start` on their first content."""
        for index, value in enumerate(values, start):
            self._values[index] = value

    def enabled(self, op: Op) -> bool:
        """Nobody waits for a number."""
        del op
        return True

    def perform(self, event: Event) -> Any:
        """Return what was read, or None."""
        index = event.op.args[0]
        if type(index) is not int or not 0 <= index < self.length:
            raise BrokenProtocolError(f"number {index!r}")
        facet = self._facet(index)
        if event.op.kind == "read":
            event.touch(facet, READ)
            return self._values.get(index, self._zero)
        event.touch(facet, EXCLUSIVE)
        self._values[index] = event.op.args[1]
        self.writers[index] = event
        return None

    def commute(self, op: Op, other: Op) -> bool:
        """Reads commute, and so do steps on different numbers."""
        return op.args[0] != other.args[0] or op.kind == other.kind == "read"

    def races(self, op: Op) -> list[Event]:
        """A read races with writes, a write with everything."""
        return self._facet(op.args[0]).against(READ if op.kind == "read" else EXCLUSIVE)

    def _facet(self, index: int) -> Facet:
        facet = self._facets.get(index)
        if facet is None:
            facet = self._facets[index] = Facet()
        return facet
