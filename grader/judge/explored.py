"""From an execution of the explorer to what a case sees of it: the same observation that a free run gives."""

from __future__ import annotations

import linecache
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from grader.box import messages
from grader.box.observation import Observation, OverLimit, SeenMark
from grader.box.rest import Stillness
from grader.explore import timeline as explore
from grader.explore.execution import Execution, Told
from grader.explore.orders import orders
from grader.judge.run import InconclusiveError
from grader.model import Timeline, TimelineRow

Sources = Mapping[str, str]

ORDERS = 5_000
"""How many orders of its marks a run may have before a case that asks for them says nothing."""


def observe(execution: Execution, stdout: bytes, over: OverLimit | None) -> Observation:
    """Return what `execution` showed. over: the limit that ended it."""
    numbers = {path: number for number, path in enumerate(execution.processes)}
    seen = Observation(stdout=stdout, over=over)
    for told, message in heard(execution):
        match message:
            case messages.Mark():
                seen.marks.append(SeenMark(message.name, message.data, numbers[told.process.path], message.thread))
            case messages.Returned() if told.process.path == "0" and seen.returned is None:
                seen.returned = message
                seen.left_behind = _left_behind(execution, told, message)
            case messages.Raised():
                seen.raised.append(message)
            case messages.Exited() if told.process.path == "0":
                seen.exited = message
            case messages.FellOut():
                seen.fell_out = True
            case messages.NoScenario():
                seen.unknown_scenario = message.known
            case messages.TooLarge():
                seen.over = OverLimit("message", f"{message.bytes:,} bytes in one value or mark")
    _end(seen, execution)
    return seen


def elapsed(execution: Execution) -> float:
    """Return the virtual seconds that had passed when the scenario returned; 0 if it did not."""
    for told, message in heard(execution):
        if isinstance(message, messages.Returned) and told.process.path == "0":
            return float(told.now)
    return 0.0


def heard(execution: Execution) -> Iterator[tuple[Told, Any]]:
    """Yield what the processes told, as the messages of a free run; what is none is left out."""
    for told in execution.told:
        try:
            yield told, messages.decoder.decode(told.message)
        except ValueError:
            continue


def _end(seen: Observation, execution: Execution) -> None:
    if seen.left_behind or seen.over:
        return
    if execution.outcome == "deadlock":
        seen.stillness = Stillness.DEADLOCK
    elif execution.outcome == "livelock":
        seen.stillness = Stillness.LIVELOCK
    elif execution.outcome == "broken":
        seen.runner_lost = True
    else:
        status = execution.lives["0"].status
        if isinstance(status, int):
            seen.status = -status if status < 0 else (status & 0xFF) << 8


def _left_behind(execution: Execution, told: Told, returned: messages.Returned) -> list[str]:
    """Return the names of the processes that were alive or unreaped when the scenario returned."""
    before = execution.events[: told.position]
    ended = {event.op.on for event in before if event.op.kind in ("exit", "die")}
    reaped = {event.op.on for event in before if event.op.kind in ("join", "join_for", "poll") and event.answer is True}
    left = set(returned.unreaped)
    for path, process in execution.processes.items():
        is_mains_child = process.parent is not None and process.parent.path == "0"
        if path != "0" and (path not in ended or (is_mains_child and path not in reaped)):
            left.add(process.name)
    return sorted(left)


@contextmanager
def readable(sources: Sources) -> Iterator[None]:
    """Let the timeline read the files of the box, which are nowhere on this machine.

    sources: their texts by their paths in the box.
    """
    for path, text in sources.items():
        linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    try:
        yield
    finally:
        for path in sources:
            linecache.cache.pop(path, None)


def told_timeline(timeline: explore.Timeline) -> Timeline:
    """Return `timeline` as a report holds it."""
    rows = tuple(
        TimelineRow(process=row.process, what=row.what, file=PurePath(row.file).name, line=row.line, source=row.source)
        for row in timeline.rows
    )
    return Timeline(processes=timeline.processes, rows=rows, cause=timeline.cause.strip())


def orders_of(execution: Execution, marks: Sequence[SeenMark], names: Sequence[str]) -> Iterator[tuple[SeenMark, ...]]:
    """Yield every order of the marks called `names` that happens-before allows, the one that was seen first.

    Raises InconclusiveError beyond ORDERS of them.
    """
    told = [told for told, message in heard(execution) if isinstance(message, messages.Mark)]
    chosen = {id(where): mark for mark, where in zip(marks, told, strict=True) if mark.name in names}
    for count, order in enumerate(orders([where for where in told if id(where) in chosen])):
        if count >= ORDERS:
            raise InconclusiveError(f"the marks {', '.join(names)} of one run have more than {ORDERS:,} orders")
        yield tuple(chosen[id(where)] for where in order)
