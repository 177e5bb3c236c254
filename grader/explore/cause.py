"""One sentence on why an execution failed: who overwrote whom, or who waits for what held by whom."""

from __future__ import annotations

import os

from grader.explore.events import Event, Op, Thread
from grader.explore.execution import Execution
from grader.explore.failure import Failure
from grader.explore.models.semaphore import Semaphore
from grader.explore.saying import thing, value


def cause_of(execution: Execution, failure: Failure | None) -> str:
    """Return the sentence; of several lines for a deadlock, empty where there is nothing to say."""
    if failure is None:
        return ""
    if failure.kind == "deadlock":
        return _deadlock(execution)
    if failure.kind == "livelock":
        return f"After {len(execution.events)} steps the program was still going on, and nothing new happened."
    lost = _lost_update(execution) or _stale_read(execution)
    return f"{lost}\n{failure.text}" if lost else failure.text


def _lost_update(execution: Execution) -> str:
    """Find a write that was overwritten by one who had read the number before it."""
    reads: dict[tuple[int, str, int], Event] = {}
    writes: dict[tuple[str, int], Event] = {}
    for event in execution.events:
        if event.op.kind not in ("read", "write"):
            continue
        cell = (event.op.on, event.op.args[0])
        mine = (event.thread.number, *cell)
        if event.op.kind == "read":
            reads[mine] = event
            continue
        read, other = reads.get(mine), writes.get(cell)
        if read is not None and other is not None and read.position < other.position:
            who, whom = event.thread.process.name, other.thread.process.name
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
    reads: list[Event] = []
    for event in execution.events:
        if event.op.kind == "read":
            reads.append(event)
        if event.op.kind != "write":
            continue
        for read in reversed(reads):
            if read.op.on == event.op.on and read.op.args[0] == event.op.args[0] and read.thread is not event.thread:
                later = [
                    other
                    for other in execution.events[event.position :]
                    if other.thread is read.thread and other.op.kind == "write"
                ]
                if later and value(read.answer) != value(event.op.args[1]):
                    return (
                        f"{read.thread.process.name} read {thing(read.op)} = {value(read.answer)}, and "
                        f"{event.thread.process.name} changed it to {value(event.op.args[1])} before "
                        f"{read.thread.process.name} went on."
                    )
    return ""


def _deadlock(execution: Execution) -> str:
    waiting = [thread for thread in execution.threads if thread.pending is not None]
    return " ".join(_waits(execution, thread, thread.pending) for thread in waiting if thread.pending is not None)


def _waits(execution: Execution, thread: Thread, op: Op) -> str:
    who = thread.process.name
    if op.kind == "join":
        return f"{who} waits for {execution.processes[op.on].name} to end{_place(op)}."
    model = execution.objects.get(op.on)
    if op.kind == "acquire" and isinstance(model, Semaphore):
        holder = model.holder
        if model.maximum == 1 and holder is not None:
            by = "itself" if holder.thread is thread else holder.thread.process.name
            ended = ", which has ended" if holder.thread.ended else ""
            return f"{who} waits for {thing(op)}{_place(op)}, held by {by}{_place(holder.op)}{ended}."
        return f"{who} waits for {thing(op)}{_place(op)}, which nobody will give back."
    return f"{who} waits in {op.kind} {thing(op)}{_place(op)}."


def _place(op: Op) -> str:
    file, line, _ = op.at
    return f" ({os.path.basename(file)}:{line})" if line else ""
