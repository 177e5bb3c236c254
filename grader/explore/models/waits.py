"""`connection.wait`, `poll` and `empty`: a look at several things at once, with or without waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from grader.explore.events import Event, Op


class Readable(Protocol):
    """What can be waited for."""

    @property
    def readable(self) -> bool:
        """Whether it is ready."""

    def look(self, event: Event, *, races: bool) -> bool:
        """Order `event` after what it sees, and return whether it is ready."""


class Waits:
    """The names waited for are the last arguments. find: returns the object of a name."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def enabled(self, op: Op) -> bool:
        """A wait without a limit waits until one is ready."""
        return op.kind not in ("wait", "join_any") or any(self._find(name).readable for name in names(op))

    def perform(self, event: Event) -> Any:
        """Return the names of those that are ready; for `join_any` the process that ended first."""
        ready = [name for name in names(event.op) if self._find(name).look(event, races=True)]
        if event.op.kind == "join_any":
            return min(ready, key=lambda path: int(self._find(path).end.position))
        return ready

    def commute(self, op: Op, other: Op) -> bool:
        """Two looks commute."""
        del op, other
        return True

    def races(self, op: Op) -> list[Event]:
        """A look races with what would have changed its answer."""
        look = Op("look", "", (), op.at, path=op.path)
        return [event for name in names(op) for event in self._find(name).races(look)]


def names(op: Op) -> tuple[str, ...]:
    """Return the names of the objects that a wait looks at."""
    return tuple(op.args[1])
