"""From an execution of the explorer to what a case sees of it: the same observation that a free run gives."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from grader.box import messages
from grader.box.limits import OverLimit
from grader.box.observation import Observation, SeenMark
from grader.box.rest import Stillness
from grader.explore import timeline as explore
from grader.explore.execution import Execution, Told
from grader.explore.orders import orders
from grader.explore.timeline import timeline_of
from grader.judge.run import InconclusiveError, source_lines
from grader.model import Timeline, TimelineRow

Sources = Mapping[str, str]

ORDERS = 5_000
"""How many orders of its marks a run may have before a case that asks for them says nothing."""
ORDERED = 300
"""Of how many marks the orders may be asked for."""


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
                seen.left_behind = _left_behind(execution, told)
            case messages.Raised():
                seen.raised.append(message)
            case messages.Exited() if told.process.path == "0":
                seen.exited = message
            case messages.FellOut():
                seen.fell_out = True
            case messages.NoScenario():
                seen.unknown_scenario = message.known
    _end(seen, execution)
    return seen


def heard(execution: Execution) -> Iterator[tuple[Told, Any]]:
    """Yield what the processes told, as the messages of a free run; what is none is left out."""
    for told in execution.told:
        try:
            yield told, messages.decoder.decode(told.message)
        except (ValueError, RecursionError):
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


def _left_behind(execution: Execution, told: Told) -> list[str]:
    """Return the names of the processes that were alive or unreaped when the scenario returned."""
    before = execution.events[: told.position]
    ended = {event.op.on for event in before if event.op.kind in ("exit", "die")}
    reaped = {event.op.on for event in before if event.op.kind in ("join", "join_for", "poll") and event.answer is True}
    left = set()
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
        linecache.cache[path] = (len(text), None, source_lines(text), path)
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


@dataclass(frozen=True)
class ExploredRun:
    """What a case may ask of a controlled run besides what every run shows.

    seen: the run's observation. gated: whether its marks were steps, so that their order is the one that was seen.
    token: makes the replay token. sources: texts by path in the box. considers: told of each order before a case sees
    it, and of None when it has seen them all.
    """

    execution: Execution
    seen: Observation
    gated: bool
    token: Callable[[Execution], str]
    sources: Callable[[], Sources]
    considers: Callable[[Sequence[Told] | None], None]

    @property
    def elapsed(self) -> float:
        """The virtual seconds that had passed when the scenario returned; 0 if it did not."""
        for told, message in heard(self.execution):
            if isinstance(message, messages.Returned) and told.process.path == "0":
                return float(told.now)
        return 0.0

    @property
    def schedule(self) -> str:
        """A token that replays this run."""
        return self.token(self.execution)

    @property
    def timeline(self) -> tuple[str, ...]:
        """The steps that matter, one a line."""
        with readable(self.sources()):
            rows = timeline_of(self.execution, None).rows
        return tuple(f"{row.process}: {row.what}" for row in rows)

    def orders(self, names: Sequence[str]) -> Iterator[tuple[SeenMark, ...]]:
        """Yield every order of the marks called `names` that happens-before allows, the one that was seen first.

        Raises InconclusiveError beyond ORDERS of them, and for more marks than ORDERED.
        """
        there = marks_of(self.execution)
        marks = {id(told): mark for told, mark in zip(there, self.seen.marks, strict=True)}
        chosen = [told for told in there if marks[id(told)].name in names]
        if len(chosen) > ORDERED:
            raise InconclusiveError(f"one run has {len(chosen):,} marks {', '.join(names)}: too many to order")
        for count, order in enumerate([tuple(chosen)] if self.gated else orders(chosen)):
            if count >= ORDERS:
                raise InconclusiveError(f"the marks {', '.join(names)} of one run have more than {ORDERS:,} orders")
            self.considers(order)
            yield tuple(marks[id(told)] for told in order)
        self.considers(None)


def marks_of(execution: Execution) -> list[Told]:
    """Return what was told by the marks of an execution, in the order in which it was heard."""
    return [told for told, message in heard(execution) if isinstance(message, messages.Mark)]


def same_order(order: Sequence[Told], marks: Sequence[Told]) -> bool:
    """Return whether in `marks`, of another execution, those of `order` stand in that order."""
    wanted = [_mark(told) for told in order]
    return [mark for told in marks if (mark := _mark(told)) in wanted] == wanted


def _mark(told: Told) -> tuple[str, str, Any]:
    message = messages.decoder.decode(told.message)
    return told.process.path, message.name, message.data
