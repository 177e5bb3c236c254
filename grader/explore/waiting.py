"""What each thread waits for, in words: whom it waits for, who holds it, where that was taken."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator

from grader.explore.events import Op, Thread
from grader.explore.execution import Execution, Told
from grader.explore.models.pipe import CAPACITY
from grader.explore.models.queue import Queue
from grader.explore.models.semaphore import Semaphore
from grader.explore.saying import thing

# Parts of the library's own Condition, Event and JoinableQueue, which the program knows by one name.
_INNER = re.compile(r"(?:\._cond)?\._(?:wait_semaphore|sleeping_count|woken_count|unfinished_tasks)$")


def last_words(execution: Execution, op: Op) -> str:
    """Return a few words for a step that never comes, for the last row of its process."""
    if op.kind.startswith("join"):
        return f"waits for {execution.processes[op.on].name if op.on else 'a child'} to end"
    words = {"flush": "waits for the feeder of", "recv": "waits to read from", "send": "waits for room in"}
    words |= {"put": "waits for room in", "reserve": "waits for room in", "get": "waits for an item in"}
    return f"{words.get(op.kind.partition('_')[0], 'waits for')} {_INNER.sub('', thing(op))}"


def waits_of(execution: Execution) -> str:
    """Return a sentence for each thread that waits; the oldest first."""
    ended = [f"{told.process.name} has ended with {error}." for told, error in _raised(execution)]
    at_end = {thread.process.path for thread, op in execution.waiting() if op.kind == "flush"}
    waits = [
        _waits(execution, thread, op)
        for thread, op in execution.waiting()
        # A feeder that waits for room says the same as its process, which waits for the feeder.
        if not (op.kind == "feed" and thread.process.path in at_end)
    ]
    return " ".join([*ended, *waits])


def _raised(execution: Execution) -> Iterator[tuple[Told, str]]:
    """Yield what ended a process other than main, with the exception in words."""
    for told in execution.told:
        if b'"raised"' in told.message and told.process.path != "0":
            message = json.loads(told.message)
            if message["type"] != "raised":
                continue
            error = message["exception"]
            yield told, ": ".join(str(error[part]) for part in ("type", "text") if error.get(part))


def _waits(execution: Execution, thread: Thread, op: Op) -> str:
    who, what, where = thread.process.name, thing(op), place(op)
    match op.kind.partition("_")[0]:
        case "join" if op.on:
            return f"{who} waits for {execution.processes[op.on].name} to end{where}."
        case "join":
            return f"{who} waits for a child to end{where}."
        case "acquire":
            return f"{who} waits for {_INNER.sub('', what)}{where}, {_held(execution, thread, op)}."
        case "get" if thief := _killed_with_lock(execution, op):
            return f"{who} waits for an item in {what}{where}, whose lock {thief} had when it was killed."
        case "get":
            return f"{who} waits for an item in {what}{where}, and nobody puts one there."
        case "put" | "reserve":
            return f"{who} waits for room in {what}{where}, and nobody takes an item out."
        case "flush":
            return (
                f"{who} cannot end{where} before all that it has put into {what} is in the queue's pipe, "
                f"and there is no room ({CAPACITY:,} bytes) as long as nobody reads."
            )
        case "feed":
            return f"What {who} has put into {what} waits for room in the queue's pipe ({CAPACITY:,} bytes)."
        case "recv":
            return f"{who} waits to read from {what}{where}, and nobody writes to it, nor closes it everywhere."
        case "send":
            return f"{who} waits for room in {what}{where} ({CAPACITY:,} bytes), and nobody reads."
        case "wait":
            return f"{who} waits until there is something to read in {what}{where}."
    return f"{who} waits in {op.kind} {what}{where}."


def _killed_with_lock(execution: Execution, op: Op) -> str:
    model = execution.objects.get(op.on)
    lost = model.lost if isinstance(model, Queue) else None
    return execution.processes[lost.op.on].name if lost is not None else ""


def _held(execution: Execution, thread: Thread, op: Op) -> str:
    model = execution.objects.get(op.on)
    if isinstance(model, Semaphore) and model.maximum == 1 and model.holder is not None:
        holder = model.holder
        by = "itself" if holder.thread is thread else holder.thread.process.name
        ended = ", which has ended" if holder.thread.ended else ""
        return f"held by {by}{place(holder.op)}{ended}"
    return "and nobody will ever let it go on"


def place(op: Op) -> str:
    """Return the file and line of a step in brackets; empty where no code but the library's was running."""
    file, line, _ = op.at
    return f" ({os.path.basename(file)}:{line})" if line else ""
