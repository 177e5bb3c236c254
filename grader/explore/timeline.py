"""Tells an execution to a reader: one row a step, one column a process, and one sentence of cause."""

from __future__ import annotations

import linecache
import os
from collections.abc import Sequence
from dataclasses import dataclass

from grader.explore.cause import cause_of
from grader.explore.events import Event
from grader.explore.execution import Execution, objects_of
from grader.explore.failure import Failure
from grader.explore.saying import name_of, say
from grader.explore.waiting import last_words

_QUIET = frozenset({"exit", "poll", "join", "join_for"})
_LOCKS = frozenset({"acquire", "release", "try"})


@dataclass(frozen=True)
class Row:
    """One step. process: who; column: 0, 1, ... of that process; what: the operation with its values.

    file, line, source: where in the program; empty where nothing but the library was running.
    """

    process: str
    column: int
    what: str
    file: str
    line: int
    source: str


@dataclass(frozen=True)
class Timeline:
    """The steps that matter, in their order, and why it failed. cause: one sentence, or a few for a deadlock."""

    rows: tuple[Row, ...] = ()
    processes: tuple[str, ...] = ()
    cause: str = ""

    def __str__(self) -> str:
        return self.render()

    def render(self, width: int = 80) -> str:
        """Return the timeline as text of at most `width` (>= 40) columns."""
        return "\n".join([*_table(self, width), *(["", self.cause] if self.cause else [])])


def timeline_of(execution: Execution, failure: Failure | None) -> Timeline:
    """Return the timeline of an execution, made with names if they are to be told."""
    events = _folded(_relevant(execution, failure), execution)
    steps = [(event.thread.process, say(event), event.op) for event in events]
    if failure is not None and failure.kind == "deadlock":
        steps += [
            (thread.process, last_words(execution, op), op) for thread, op in execution.waiting() if op.kind != "feed"
        ]
    order = sorted({process.path: process for process, _, _ in steps}.values(), key=lambda process: process.path)
    columns = {process.path: column for column, process in enumerate(order)}
    rows = tuple(
        Row(
            process.name,
            columns[process.path],
            what,
            op.at[0],
            op.at[1],
            linecache.getline(op.at[0], op.at[1]).strip(),
        )
        for process, what, op in steps
    )
    return Timeline(rows, tuple(process.name for process in order), cause_of(execution, failure))


def _relevant(execution: Execution, failure: Failure | None) -> list[Event]:
    """Return the steps that happened before the failure, without those in which nothing is decided."""
    events = execution.events
    if failure is not None and failure.kind == "raised":
        told = next(told for told in execution.told if told.process.path == "0" and b'"raised"' in told.message)
        clock = told.clock
        events = [
            event for event in events if event.thread.number < len(clock) and clock[event.thread.number] >= event.index
        ]
    shared = _shared(events, execution)
    return [event for event in events if _tells(event, shared)]


def _tells(event: Event, shared: set[str]) -> bool:
    match event.op.kind:
        case "mark" | "sleep":
            return True
        case "join_for":
            return not event.answer
        case "close":
            # As long as somebody else holds that end, nothing is decided.
            return bool(event.answer) and event.op.on in shared
        case kind:
            return kind not in _QUIET and not shared.isdisjoint(objects_of(event.op))


def _shared(events: Sequence[Event], execution: Execution) -> set[str]:
    """Return the objects that more than one process has stepped on, or still waits for."""
    users: dict[str, set[str]] = {}
    for event in events:
        for name in objects_of(event.op):
            users.setdefault(name, set()).add(event.thread.process.path)
    waiting = {name for thread in execution.threads if thread.pending for name in objects_of(thread.pending)}
    return {name for name, paths in users.items() if len(paths) > 1 or name in waiting}


def _folded(events: list[Event], execution: Execution) -> list[Event]:
    """Leave out the locking of a Value's own lock round one access on the same line."""
    kept: list[Event] = []
    for event in events:
        if event.op.kind in _LOCKS and _is_own_lock(event, execution):
            continue
        if kept and event.op.kind == "close" and _is_same_close(kept[-1], event):
            continue
        kept.append(event)
    return kept


def _is_same_close(one: Event, other: Event) -> bool:
    """Return whether both are of one `close()`, which ends both directions of a pipe."""
    return one.op.kind == "close" and one.thread is other.thread and one.op.at == other.op.at


def _is_own_lock(event: Event, execution: Execution) -> bool:
    """Return whether the next or last step of the thread, on the same line, reads or writes what the lock is for."""
    name = name_of(event)
    if name and not name.endswith("._lock"):
        return False
    near = execution.events
    for step in (1, -1):
        place = event.position + step
        while 0 <= place < len(near) and near[place].thread is not event.thread:
            place += step
        if 0 <= place < len(near) and near[place].op.kind in ("read", "write") and near[place].op.at == event.op.at:
            return True
    return False


def _table(timeline: Timeline, width: int) -> list[str]:
    lines: list[str] = []
    if not timeline.rows:
        return lines
    names = timeline.processes
    places = [f"{os.path.basename(row.file)}:{row.line}" if row.line else "" for row in timeline.rows]
    place_width = max(len(place) for place in places)
    column = max(8, min(26, (width - place_width - 2) // max(1, len(names))))
    lines.append(" " * (place_width + 2) + "".join(name[: column - 1].ljust(column) for name in names).rstrip())
    shown = ("", 0, "")
    for row, place in zip(timeline.rows, places, strict=True):
        indent = place_width + 2 + row.column * column
        what = row.what if indent + len(row.what) <= width else row.what[: max(8, width - indent - 3)] + "..."
        last, shown = shown, (row.process, row.line, row.file)
        lines.append(f"{place.ljust(place_width + 2)}{' ' * (row.column * column)}{what}")
        if row.source and (row.process, row.line, row.file) != last:
            lines.append(f"{' ' * (indent + 2)}{row.source}"[:width])
    return lines
