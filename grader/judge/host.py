"""The explorer's host in a box: begins and ends executions there, and hears what their processes ask."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any

import msgspec

from grader.box.orders import Order
from grader.box.sandbox import Sandbox
from grader.box.searching import AllGoneError, HangsError, SearchBox
from grader.channel import Channel, Event, Peer
from grader.explore import messages
from grader.explore.host import StuckError
from grader.explore.models.model import BrokenProtocolError

SOCKET = "explore.sock"
PATIENCE_S = 0.05
_decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(messages.AnyMessage, strict=True)


class BoxHost:
    """Runs the executions of one search. names: whether processes tell what the program calls its objects.

    order: the scenario with its inputs, as for a free run. A context manager: the box ends with it.
    """

    def __init__(self, sandbox: Sandbox, order: Order) -> None:
        self.names = False
        self._sandbox = sandbox
        self._box = SearchBox(sandbox)
        self._channel = Channel(self._box.folder, _decoder, SOCKET)
        try:
            self._box.start(msgspec.structs.replace(order, kind="explore", judge=self._box.inner(SOCKET)))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> BoxHost:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def begin(self, run: int) -> None:
        """Start a fresh main."""
        self._box.begin(run, names=self.names)

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
            yield event
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
            yield from late

    def _moved(self) -> None:
        try:
            self._box.heard()
        except HangsError as problem:
            raise StuckError(str(problem)) from None

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

    def close(self) -> None:
        """End the box."""
        self._channel.close()
        self._sandbox.close()
