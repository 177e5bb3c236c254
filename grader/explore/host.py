"""What the engine needs of those who start the processes; it knows nothing else of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from grader.channel import Event, Peer


class StuckError(Exception):
    """No message came: the clock, or a limit of the host, ended the wait. Says nothing of the program."""


class Host(Protocol):
    """Starts one execution at a time, and lends its channel."""

    def begin(self, run: int) -> None:
        """Start a fresh main, which says `hi` as path `0` of execution `run` (1, 2, ...)."""

    def end(self, *, kill: bool) -> None:
        """Clear away the processes of the execution. kill: some of them wait or run on; else all are ending."""

    def events(self) -> Iterator[Event]:
        """Wait for messages and hang-ups of the execution's processes; raises StuckError when none will come."""

    def drop(self, peer: Peer) -> None:
        """Hang up on one process."""
