"""The life of a process: it exits, or a signal ends it; others wait for that, or look.

Sending a signal and dying of it are two steps, and the target may do much between them. So a signal on its way is a
thread of its own, whose only step depends on every step of its target.
"""

from __future__ import annotations

from typing import Any

from grader.explore.events import EXCLUSIVE, READ, Event, Facet, Op, Process


class Life:
    """One process, alive until `end` is set.

    status: its exit status as far as it is known. on_the_way: the signals that were sent to it and have not arrived, in
    the order in which they were sent: of those that end it, the first one fixes its exit code (signal(7)).
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.end: Event | None = None
        self.status: int | None = None
        self.on_the_way: list[int] = []
        self._facet, self._sent = Facet(), Facet()

    def enabled(self, op: Op) -> bool:
        """Only a join without a limit has to wait."""
        return op.kind != "join" or self.end is not None

    def perform(self, event: Event) -> Any:
        """Return whether the process has ended, or (a signal) whether it was there to get it."""
        kind = event.op.kind
        if kind in ("exit", "die"):
            self._end(event)
            return None
        if kind == "signal":
            event.touch(self._facet, READ)
            event.touch(self._sent, EXCLUSIVE)
            if self.end is None:
                self.on_the_way.append(int(event.op.args[0]))
            return self.end is None
        return self.look(event, races=kind != "join")

    def look(self, event: Event, *, races: bool) -> bool:
        """Return whether it has ended. races: it might have been asked before that."""
        if self.end is None or races:
            event.touch(self._facet, READ)
        else:
            event.follow(self.end, races=False)
        return self.end is not None

    def _end(self, event: Event) -> None:
        if self.end is not None:
            event.touch(self._facet, READ)
            return
        event.touch(self._facet, EXCLUSIVE)
        for thread in self.process.threads:
            if thread.last is not None:
                event.follow(thread.last, races=True)
        if event.op.kind == "exit":
            self.end = event
            self.status = event.op.args[0]

    def killed(self, event: Event) -> None:
        """Learn that the step `event`, in which a signal arrived, was the last of the process."""
        self.end = event
        self.status = -int(event.op.args[0])

    @property
    def readable(self) -> bool:
        """Whether the process has ended."""
        return self.end is not None

    def commute(self, op: Op, other: Op) -> bool:
        """Looks commute; an end and anything else do not, nor do two signals."""
        return not {"exit", "die"} & {op.kind, other.kind} and not op.kind == other.kind == "signal"

    def races(self, op: Op) -> list[Event]:
        """A join races with nothing."""
        if op.kind == "join":
            return []
        found = self._facet.against(EXCLUSIVE if op.kind in ("exit", "die") else READ)
        return [*found, *self._sent.against(EXCLUSIVE)] if op.kind == "signal" else found
