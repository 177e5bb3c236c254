"""One sentence on why an execution failed: who overwrote whom, who read too early, or who waits for what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.explore.events import Event, Thread
from grader.explore.execution import Execution, objects_of
from grader.explore.failure import Failure
from grader.explore.saying import seconds, thing, value
from grader.explore.waiting import waits_of

_HEADER_BYTES = 4
_LONG = 1_000
"""In more steps than these no sentence is looked for: that would take longer than anybody waits."""


def cause_of(execution: Execution, failure: Failure | None) -> str:
    """Return the sentence; of several lines for a deadlock, empty where there is nothing to say."""
    if failure is None:
        return ""
    if failure.kind == "deadlock":
        return waits_of(execution)
    if failure.kind == "livelock":
        return f"After {len(execution.events)} steps the program was still going on, and nothing new happened."
    causes = (_torn_message,) if failure.kind in ("error", "crashed") else _CAUSES
    if len(execution.events) > _LONG:
        causes = ()
    found = next((sentence for find in causes if (sentence := find(execution))), "")
    return "\n".join(part for part in (found, failure.text) if part)


def _lost_update(execution: Execution) -> str:
    """Find a write that was overwritten by one who had read the number before it."""
    reads: dict[tuple[int, str, int], Event] = {}
    writes: dict[tuple[str, int], Event] = {}
    for event in execution.events:
        if event.op.kind not in ("read", "write"):
            continue
        cell = _cell(event)
        mine = (event.thread.number, *cell)
        if event.op.kind == "read":
            reads[mine] = event
            continue
        read, other = reads.get(mine), writes.get(cell)
        if read is not None and other is not None and read.position < other.position:
            who, whom = _name(event.thread), _name(other.thread)
            if who != whom:
                return (
                    f"{who} read {thing(read.op)} = {value(read.answer)} before {whom} wrote "
                    f"{value(other.op.args[1])}, and then wrote {value(event.op.args[1])} over it: "
                    f"what {whom} wrote is lost."
                )
        writes[cell] = event
        reads.pop(mine, None)
    return ""


def _stale_read(execution: Execution) -> str:
    """Find a number that was changed after a process had read it, and before that process acted on it."""
    for read, write in _overtaken(execution):
        later = execution.events[write.position :]
        if any(other.thread is read.thread and other.op.kind == "write" for other in later):
            return (
                f"{_name(read.thread)} read {thing(read.op)} = {value(read.answer)}, and {_name(write.thread)} changed "
                f"it to {value(write.op.args[1])} before {_name(read.thread)} went on."
            )
    return ""


def _changed_meanwhile(execution: Execution) -> str:
    """Find a number that a process read twice, and another changed in between."""
    for read, write in _overtaken(execution):
        for again in execution.events[write.position :]:
            if again.thread is read.thread and again.op.kind == "read" and _cell(again) == _cell(read):
                if value(again.answer) == value(read.answer):
                    break
                who = _name(read.thread)
                return (
                    f"{who} read {thing(read.op)} = {value(read.answer)} and then {value(again.answer)}: in between "
                    f"{_name(write.thread)} wrote {value(write.op.args[1])}{_although_locked(execution, read, again)}."
                )
    return ""


def _although_locked(execution: Execution, first: Event, last: Event) -> str:
    """Return words for a lock that the thread of `first` held from there to `last`."""
    held: dict[str, Event] = {}
    for event in execution.events[: last.position]:
        if event.thread is not first.thread:
            continue
        if event.op.kind == "acquire" and event.position < first.position:
            held[event.op.on] = event
        elif event.op.kind == "release":
            held.pop(event.op.on, None)
    named = next((event for event in held.values() if event.op.name), None)
    return f", although {_name(first.thread)} held {thing(named.op)}" if named is not None else ""


def _torn_message(execution: Execution) -> str:
    """Find a message of which two processes read a part each, or into which another was written."""
    headers: dict[str, Event] = {}
    begun: dict[str, Event] = {}
    for event in execution.events:
        on, who = event.op.on, event.thread
        if event.op.kind == "recv":
            header = headers.pop(on, None)
            if header is not None and header.thread is not who:
                return (
                    f"{_name(header.thread)} read the length of a message from {thing(header.op)}, and {_name(who)} "
                    "read its body: two processes must not read the same end of a pipe at once."
                )
            if header is None and event.op.args[0] == _HEADER_BYTES and event.answer:
                headers[on] = event
        elif event.op.kind == "send":
            part = begun.pop(on, None)
            if part is not None and part.thread is not who:
                return (
                    f"{_name(part.thread)} had written a part of its message to {thing(part.op)}, and {_name(who)} "
                    "wrote in between: two processes must not write to the same end of a pipe at once."
                )
            if 0 <= event.answer < event.op.args[0]:
                begun[on] = event
    return ""


def _hasty_look(execution: Execution) -> str:
    """Find somebody who looked, without waiting, at what another filled only then."""
    for event in execution.events:
        if event.op.kind not in ("wait_now", "get_now") or event.answer:
            continue
        objects = objects_of(event.op)
        for later in execution.events[event.position :]:
            if later.op.on in objects and later.op.kind in ("feed", "send") and later.thread is not event.thread:
                return (
                    f"{_name(event.thread)} looked at {thing(event.op)} and found nothing; {_name(later.thread)} was "
                    "only slower: that nothing is there now does not say that nothing will come."
                )
    return ""


def _ran_out(execution: Execution) -> str:
    """Find the last wait whose time ran out."""
    for event in reversed(execution.events):
        limit = event.op.args[0] if event.op.args else None
        if event.op.kind.endswith("_for") and not event.answer and isinstance(limit, int | float):
            what = execution.processes[event.op.on].name if event.op.kind == "join_for" else thing(event.op)
            return (
                f"{_name(event.thread)} waited {seconds(limit)} for {what}, and that was not long enough: no time "
                "limit is, on every machine."
            )
    return ""


def _overslept(execution: Execution) -> str:
    """Find a number that was read after a sleep, and written only later."""
    slept: dict[int, Event] = {}
    for event in execution.events:
        if event.op.kind == "sleep":
            slept[event.thread.number] = event
        for write in execution.events[event.position :] if event.op.kind == "read" else ():
            sleep = slept.get(event.thread.number)
            if sleep is None:
                break
            if write.op.kind == "write" and _cell(write) == _cell(event) and write.thread is not event.thread:
                return (
                    f"{_name(event.thread)} slept {seconds(sleep.op.args[0])} and read {thing(event.op)} = "
                    f"{value(event.answer)}; {_name(write.thread)} wrote {value(write.op.args[1])} only after that: no "
                    "sleep waits for anybody."
                )
    return ""


def _overwritten(execution: Execution) -> str:
    """Find a number that was overwritten before anybody had read it."""
    writes: dict[tuple[str, int], Event] = {}
    for event in execution.events:
        if event.op.kind == "read":
            writes.pop(_cell(event), None)
        elif event.op.kind == "write":
            before = writes.get(_cell(event))
            if before is not None and before.thread is not event.thread:
                return (
                    f"{_name(before.thread)} wrote {thing(before.op)} = {value(before.op.args[1])}, and "
                    f"{_name(event.thread)} wrote {value(event.op.args[1])} over it before anybody had read it."
                )
            writes[_cell(event)] = event
    return ""


_CAUSES: tuple[Callable[[Execution], str], ...] = (
    _lost_update,
    _torn_message,
    _stale_read,
    _changed_meanwhile,
    _overslept,
    _hasty_look,
    _ran_out,
    _overwritten,
)


def _overtaken(execution: Execution) -> Iterator[tuple[Event, Event]]:
    """Yield reads with a write by another thread that came later and changed the number."""
    reads: list[Event] = []
    for event in execution.events:
        if event.op.kind == "read":
            reads.append(event)
        elif event.op.kind == "write":
            for read in reversed(reads):
                is_other = _cell(read) == _cell(event) and read.thread is not event.thread
                if is_other and value(read.answer) != value(event.op.args[1]):
                    yield read, event


def _cell(event: Event) -> tuple[str, int]:
    return event.op.on, event.op.args[0]


def _name(thread: Thread) -> str:
    return thread.process.name
