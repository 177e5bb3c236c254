"""What a process of an explored run may say; a message of any other shape is not a message."""

from __future__ import annotations

from typing import Any

import msgspec

Place = tuple[str, int, str]
"""A file, a line of it and the function it is in; empty where no code but the library's is running."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """One packet from a thread of the run."""


class Hi(Message, frozen=True, tag="hi"):
    """A thread begins to speak on a connection of its own. run: number of the execution."""

    run: int
    path: str
    thread: int


class Step(Message, frozen=True, tag="step"):
    """A thread asks for one step. op: the operation; on: the object's name or the process's path.

    name: what the program calls the object; empty unless names were asked for. others: how many threads run beside it.
    """

    op: str
    on: str
    args: tuple[Any, ...]
    at: Place
    name: str = ""
    others: int = 0


class Start(Message, frozen=True, tag="start"):
    """The process `path` is about to begin.

    ends: which ends of pipes it is given, as pairs of a name and `r` or `w`; None if it has all of its parent's.
    """

    path: str
    name: str
    at: Place
    ends: tuple[tuple[str, str], ...] | None = None


class Unborn(Message, frozen=True, tag="unborn"):
    """The process `path` will not begin after all."""

    path: str


class Make(Message, frozen=True, tag="make"):
    """An object was made, or got its first content."""

    kind: str
    on: str
    args: tuple[Any, ...]


class Part(Message, frozen=True, tag="part"):
    """Bytes, in base 64, that belong to the thread's next step."""

    data: str


class Fetch(Message, frozen=True, tag="fetch"):
    """Asks for what did not fit into the answer to the thread's last step: part 0, 1, ..."""

    index: int


class Tell(Message, frozen=True, tag="tell"):
    """A message of a free run: a mark, a result, an exception."""

    message: msgspec.Raw
    at: Place


AnyMessage = Hi | Step | Start | Unborn | Make | Part | Fetch | Tell
