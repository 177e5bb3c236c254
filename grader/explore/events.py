"""Steps, threads and happens-before: what an execution consists of.

Each object keeps facets. Steps that enter a facet in the same commuting mode are not ordered by it; any other two
are. So a facet orders readers and writers, takers of a semaphore, writers of a pipe; what one step enables for
another (a release for an acquire) is a link, which orders without being a race.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from grader.channel import Peer
from grader.explore.messages import Place


class Op:
    """What a thread asks for.

    kind: the operation; on: name of the object; at: where in the program; name: what the program calls the object;
    path: the process that asks; payload: bytes that go with it.
    """

    __slots__ = ("args", "at", "kind", "name", "on", "path", "payload")

    def __init__(self, kind: str, on: str, args: tuple[Any, ...], at: Place, name: str = "", path: str = "") -> None:
        self.kind, self.on, self.args, self.at, self.name, self.path = kind, on, args, at, name, path
        self.payload: tuple[str, ...] = ()

    @property
    def signature(self) -> tuple[Any, ...]:
        """What must be the same when the schedule is run again."""
        return self.kind, self.on, self.at[1]


class Counted(Protocol):
    """What a thread did as its step, telling or start number `index`."""

    @property
    def thread(self) -> Thread:
        """Whose it was."""

    @property
    def index(self) -> int:
        """Its number: 1, 2, ..."""


def is_known(clock: Sequence[int], what: Counted) -> bool:
    """Return whether `what` is among what `clock`, of any thread, has counted."""
    number = what.thread.number
    return number < len(clock) and clock[number] >= what.index


class Process:
    """A process of the run. path: `0` for main, `0.1` for its first child. pid: as the kernel attests it.

    dying: the step in which a signal arrived that may have ended it. others: how many threads it has that nobody hears.
    """

    __slots__ = ("dying", "name", "others", "parent", "path", "pid", "threads")

    def __init__(self, path: str, name: str, parent: Process | None) -> None:
        self.path, self.name, self.parent = path, name, parent
        self.pid = self.others = 0
        self.threads: list[Thread] = []
        self.dying: Event | None = None


class Thread:
    """A thread of a process, or a signal on its way to one.

    number: by order of birth in this execution. name: the same in every execution. clock: how many steps of each
    thread, by number, happened before its next step; what it tells and whom it starts counts too.
    pending: what it asks for; None while it runs or has ended. now: its time, in virtual seconds.
    interrupted: what it asked for when a signal arrived; arrived: the arrival, until the thread makes a step again.
    parts: what it has sent ahead of its next step, or has yet to fetch.
    idle: how often it has waited in vain since anybody got on; seen, naps: what it saw and where it slept.
    """

    __slots__ = (
        "arrived",
        "clock",
        "ended",
        "idle",
        "interrupted",
        "last",
        "name",
        "naps",
        "now",
        "number",
        "parts",
        "peer",
        "pending",
        "process",
        "running",
        "seen",
        "steps",
    )

    def __init__(self, number: int, name: str, process: Process, clock: list[int]) -> None:
        self.number, self.name, self.process, self.clock = number, name, process, clock
        self.peer: Peer | None = None
        self.pending: Op | None = None
        self.running = False
        self.ended = False
        self.steps = 0
        self.last: Event | None = None
        self.now = 0.0
        self.parts: list[str] = []
        self.interrupted: Op | None = None
        self.arrived: Event | None = None
        self.idle = 0
        self.seen: dict[tuple[Any, ...], int] = {}
        self.naps: dict[tuple[Any, ...], int] = {}

    def tick(self) -> int:
        """Count something that the thread does between two steps, which orders nothing, and return its index."""
        self.steps += 1
        self.clock.extend([0] * (self.number + 1 - len(self.clock)))
        self.clock[self.number] = self.steps
        return self.steps

    def knows(self, event: Event) -> bool:
        """Return whether `event` happened before this thread's next step."""
        return is_known(self.clock, event)


class Event:
    """One step that happened.

    index: 1, 2, ... among the steps, tellings and starts of its thread; position: 0, 1, ... among all steps.
    clock: as of the thread's, with this step counted. races: earlier steps that might as well have come after it.
    now: the time when it was over.
    """

    __slots__ = ("answer", "clock", "index", "now", "op", "position", "races", "thread")

    def __init__(self, thread: Thread, op: Op, position: int) -> None:
        self.thread, self.op, self.position = thread, op, position
        self.index = thread.steps + 1
        clock = list(thread.clock)
        clock.extend([0] * (thread.number + 1 - len(clock)))
        clock[thread.number] = self.index
        self.clock = clock
        self.races: list[Event] = []
        self.answer: Any = None
        self.now = thread.now

    def happened_before(self, other: Event) -> bool:
        """Return whether this step happened before `other`, or is it."""
        return is_known(other.clock, self)

    def touch(self, facet: Facet, mode: str) -> None:
        """Enter `facet`: come after the steps there that do not commute with this one, and race with them."""
        for earlier in facet.enter(self, mode):
            self.follow(earlier, races=True)

    def follow(self, earlier: Event, *, races: bool) -> None:
        """Come after `earlier`. races: this step could also have happened, in another way, before it."""
        if earlier.thread is self.thread:
            return
        if races and not self.thread.knows(earlier):
            self.races.append(earlier)
        merge(self.clock, earlier.clock)
        self.now = max(self.now, earlier.now)


def merge(clock: list[int], other: list[int]) -> None:
    """Make `clock` know all that `other` knows."""
    if len(other) > len(clock):
        clock.extend([0] * (len(other) - len(clock)))
    for number, steps in enumerate(other):
        if steps > clock[number]:
            clock[number] = steps


EXCLUSIVE = "exclusive"
READ = "read"


class Facet:
    """One side of an object. `group`: the latest steps that are no reads; `before`: those before them.

    `reads` came after `group`. A step that is no read is held against the group also where reads lie between: it may
    be that it could not have come before those reads, but before the group.
    """

    __slots__ = ("before", "group", "mode", "reads")

    def __init__(self) -> None:
        self.mode = ""
        self.group: list[Event] = []
        self.before: list[Event] = []
        self.reads: list[Event] = []

    def enter(self, event: Event, mode: str) -> list[Event]:
        """Put `event` into the facet and return the steps that it does not commute with."""
        against = self.against(mode)
        if mode == READ:
            self.reads.append(event)
        elif mode == self.mode != EXCLUSIVE:
            self.group.append(event)
        else:
            self.before = [*self.reads, *self.group]
            self.group, self.mode, self.reads = [event], mode, []
        return against

    def against(self, mode: str) -> list[Event]:
        """Return the steps that one in `mode` would not commute with."""
        if mode == READ:
            return self.group
        return [*self.reads, *(self.before if mode == self.mode != EXCLUSIVE else self.group)]
