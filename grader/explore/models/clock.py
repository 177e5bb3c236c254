"""Time: a sleeper may go on at any moment, and then its clock shows the end of its sleep.

Each thread has a time of its own, which what it waits for carries on; so a clock orders nothing.
"""

from __future__ import annotations

from grader.explore.events import Event, Op


class Clock:
    """The object of `sleep`."""

    def enabled(self, op: Op) -> bool:
        """A sleeper may always go on."""
        del op
        return True

    def perform(self, event: Event) -> None:
        """Sleep; how long that was, the execution adds."""

    def commute(self, op: Op, other: Op) -> bool:
        """Sleeps order nothing."""
        del op, other
        return True

    def races(self, op: Op) -> list[Event]:
        """Sleeps order nothing."""
        del op
        return []
