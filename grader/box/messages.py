"""What the box may say, as exact types; a message of any other shape is not a message."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

Word = Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """One packet from a process of the box."""


class Hello(Message, frozen=True, tag="hello"):
    """The runner is ready."""


class Ended(Message, frozen=True, tag="ended"):
    """Main has ended; status: as of waitpid."""

    status: Word


class Mark(Message, frozen=True, tag="mark"):
    """A point was reached."""

    name: str
    data: Any
    thread: Word


class Born(Message, frozen=True, tag="born"):
    """A `Process` begins; name: its name; server: whether it serves a manager."""

    name: str
    server: bool


class Returned(Message, frozen=True, tag="returned"):
    """The scenario has returned; exit_codes: of what main started; unreaped: names of children not joined."""

    value: Any
    exit_codes: tuple[Word | None, ...]
    unreaped: tuple[str, ...]


class ExceptionFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exception as the box describes it; line is 0 where no line of the submission is concerned.

    refused: which kind of thing the system refused, if that was the reason; empty if it was not.
    """

    type: str
    text: str
    owner: str
    line: Word
    source: str
    function: str
    refused: Literal["", "memory", "open_files", "tasks", "file_size", "disk"] = ""


class Raised(Message, frozen=True, tag="raised"):
    """An exception ended the import, the scenario, a process or a thread; process: the name it had."""

    where: str
    process: str
    exception: ExceptionFacts


class Exited(Message, frozen=True, tag="exited"):
    """SystemExit left the import or the scenario in main."""

    where: str
    exception: ExceptionFacts


class FellOut(Message, frozen=True, tag="fell_out"):
    """A copy of main came out of the scenario."""


class NoScenario(Message, frozen=True, tag="no_scenario"):
    """The order names a scenario that is not there."""

    known: tuple[str, ...]


class Asleep(Message, frozen=True, tag="asleep"):
    """Asks whether the process with this pid (as the box counts) is at rest."""

    pid: Word


class Searching(Message, frozen=True, tag="searching"):
    """The server of a search is ready to begin an execution."""


class Cleared(Message, frozen=True, tag="cleared"):
    """Nothing is left of the last execution."""


class TooLarge(Message, frozen=True, tag="too_large"):
    """A message of kind `of` that would have had so many bytes."""

    of: str
    bytes: Word


AnyMessage = (
    Hello
    | Ended
    | Mark
    | Born
    | Returned
    | Raised
    | Exited
    | FellOut
    | NoScenario
    | Asleep
    | Searching
    | Cleared
    | TooLarge
)

decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyMessage, strict=True)
