"""What every model offers to the engine."""

from __future__ import annotations

from typing import Any, Protocol

from grader.explore.events import Event, Op


class BrokenProtocolError(Exception):
    """A process said something that no process of ours says."""


class Model(Protocol):
    """One object of an execution."""

    def enabled(self, op: Op) -> bool:
        """Return whether `op` can go on now."""

    def perform(self, event: Event) -> Any:
        """Let the step `event` happen, order it after those that it depends on, and return its answer."""

    def commute(self, op: Op, other: Op) -> bool:
        """Return whether `op` and `other`, both of which can go on now, do the same in either order."""

    def races(self, op: Op) -> list[Event]:
        """Return the steps that `op`, which has not happened, could have come before."""
