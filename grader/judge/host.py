"""The explorer's host in a box: begins and ends executions there, and hears what their processes ask."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any

import msgspec

from grader.box import processes
from grader.box.limits import OverLimit, over_marks, over_message, over_told
from grader.box.messages import Mark, Raised, TooLarge, decoder
from grader.box.orders import Order
from grader.box.sandbox import Sandbox
from grader.box.searching import AllGoneError, HangsError, LimitReachedError, SearchBox
from grader.channel import Channel, Event, Peer
from grader.explore import messages
from grader.explore.host import StuckError
from grader.explore.models.model import BrokenProtocolError

SOCKET = "explore.sock"
PATIENCE_S = 0.05
_WITH_PLACE = (messages.Step, messages.Start, messages.Tell)
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(messages.AnyMessage, strict=True)


class BoxHost:
    """Runs the executions of one search.

    names: whether processes tell what the program calls its objects. gated: whether each mark is a step.
    order: the scenario with its inputs, as for a free run. A context manager: the search ends with it.
    """

    def __init__(self, sandbox: Sandbox, order: Order) -> None:
        self.names = self.gated = False
        self._sandbox = sandbox
        self._box = SearchBox(sandbox, order)
        self._marks = self._told_bytes = 0
        self._files = sandbox.sources().keys()
        self._channel = Channel(self._box.folder, _decoder, SOCKET)
        try:
            self._box.start(SOCKET)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> BoxHost:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def begin(self, run: int) -> None:
        """Start a fresh main."""
        self._marks = self._told_bytes = 0
        self._box.begin(run, names=self.names, gated=self.gated)

    def end(self, *, kill: bool) -> None:
        """Clear away the processes of the execution."""
        self._channel.drop_all()
        self._box.end(kill=kill)

    def events(self) -> Iterator[Event]:
        """Wait for messages and hang-ups; looks at the processes when none come.

        Raises StuckError where none will come, LimitReachedError where the execution passed a limit.
        """
        heard = False
        for event in self._channel.events(PATIENCE_S):
            heard = True
            self._moved()
            self._count(event)
            yield self._placed(event)
        if heard:
            return
        try:
            self._box.look()
        except (HangsError, AllGoneError) as problem:
            late = list(self._channel.events(0))
            if not late and isinstance(problem, AllGoneError):
                raise BrokenProtocolError(str(problem)) from None
            if not late:
                raise StuckError(str(problem)) from None
            self._moved()
            for event in late:
                self._count(event)
                yield self._placed(event)

    def _moved(self) -> None:
        try:
            self._box.heard()
        except HangsError as problem:
            raise StuckError(str(problem)) from None

    def _count(self, event: Event) -> None:
        """Hold what a process says against the limits, and one that ends against what the search controls.

        Raises LimitReachedError and StuckError.
        """
        ends = type(event.message) is messages.Step and event.message.op == "exit"
        if ends and processes.shares_memory(event.pid):
            raise StuckError("processes share memory that the explorer does not control (mmap, shared_memory)")
        self._told_bytes += event.size
        said = told(event.message.message) if isinstance(event.message, messages.Tell) else None
        self._marks += isinstance(said, Mark)
        over = over_marks(self._sandbox.limits, self._marks) or over_told(self._told_bytes)
        if isinstance(said, TooLarge):
            over = over_message(self._sandbox.limits, said.bytes)
        if over is not None:
            raise LimitReachedError(over)
        if isinstance(said, Raised) and said.exception.refused:
            self._box.refused(said.exception.refused, event.pid)

    def _placed(self, event: Event) -> Event:
        """Return `event` without a place that is in no file of the box: the judge would read that file of its own."""
        message = event.message
        if not isinstance(message, _WITH_PLACE) or not message.at[0] or message.at[0] in self._files:
            return event
        return event._replace(message=msgspec.structs.replace(message, at=("", 0, "")))

    def over_at_end(self) -> OverLimit | None:
        """Return the limit that the last execution passed after the last look, or None."""
        return self._box.over_at_end()

    def drop(self, peer: Peer) -> None:
        """Hang up on one process."""
        self._channel.drop(peer)

    def stdout(self, limit: int) -> bytes:
        """Return what the last execution printed, at most `limit` bytes."""
        files = self._box.files
        return files.read(files.stdout, limit)

    @property
    def sources(self) -> dict[str, str]:
        """The texts of the submission and of the scenarios, by their paths in the box."""
        return self._sandbox.sources()

    def close(self, *, soiled: bool = False) -> None:
        """End the search; its box ends with it unless it is as good as new. soiled: it is not."""
        self._channel.close()
        self._channel.path.unlink(missing_ok=True)
        if soiled or not self._box.leave():
            self._sandbox.close()


def told(packet: msgspec.Raw) -> object:
    """Return what a process told as a message of a free run; raises BrokenProtocolError if it is none."""
    try:
        return decoder.decode(packet)
    except (ValueError, RecursionError) as problem:
        raise BrokenProtocolError(f"what was told is no message: {problem}") from None
