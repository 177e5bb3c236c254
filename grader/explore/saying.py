"""Words for a step."""

from __future__ import annotations

import signal
from typing import Any

from grader.explore.events import Event, Op


def name_of(step: Event | Op) -> str:
    """Return what the program calls the object of a step, or an empty str."""
    op = step.op if isinstance(step, Event) else step
    return op.name


def thing(op: Op) -> str:
    """Return words for the object of a step."""
    if op.name:
        # The number that a Value holds is called as the Value is.
        return op.name.removesuffix("._obj")
    for kinds, words in _THINGS:
        if op.kind.partition("_")[0] in kinds:
            return words
    return op.on


_THINGS = (
    (("read", "write"), "a shared value"),
    (("acquire", "release", "try", "value"), "a lock"),
    (("get", "put", "append", "reserve", "feed", "flush", "size"), "a queue"),
    (("send", "recv", "close"), "a pipe"),
    (("wait",), "a pipe or queue"),
)


def value(shown: Any) -> str:
    """Return a number, byte or text as Python writes it."""
    if type(shown) is dict and "bytes" in shown:
        return repr(shown["bytes"].encode("latin-1"))
    if type(shown) is dict and "float" in shown:
        return str(shown["float"])
    text = repr(shown)
    return text if len(text) <= 40 else text[:37] + "..."


def say(event: Event) -> str:
    """Return a step in words, with the values that it read or wrote."""
    op = event.op
    what = thing(op)
    match op.kind:
        case "read":
            return f"read {what} = {value(event.answer)}"
        case "write":
            return f"wrote {what} = {value(op.args[1])}"
        case "acquire":
            return f"took {what}"
        case "try":
            return f"took {what}" if event.answer else f"did not get {what}"
        case "release":
            return f"gave back {what}" if event.answer else f"gave back {what} once too often"
        case "value":
            return f"looked at {what}: {value(event.answer)}"
        case "signal":
            return f"sent {_signal(op.args[0])}"
        case "die":
            return f"got {_signal(op.args[0])}"
        case "mark":
            return f"reached the mark {op.args[0]!r}"
        case "sleep":
            return f"slept {seconds(op.args[0])}"
        case "wait" | "wait_now" | "wait_for" if event.answer:
            return f"found something in {what}"
        case "wait" | "wait_now" | "wait_for":
            return f"found nothing in {what}" if op.kind == "wait_now" else _in_vain(op, what)
        case "acquire_for":
            return f"took {what}" if event.answer else _in_vain(op, what)
        case "get" | "get_now" | "get_for":
            return f"got an item from {what}" if event.answer is not None else f"got nothing from {what}"
        case "put" | "put_now" | "put_for" | "append":
            return f"put an item into {what}" if event.answer else f"found {what} full"
        case "feed":
            return f"its feeder wrote to {what}"
        case "size":
            return f"counted {what}: {event.answer}"
        case "send":
            return f"wrote {event.answer:,} bytes to {what}" if event.answer >= 0 else f"found {what} broken"
        case "recv":
            return f"read from {what}" if event.answer else f"read the end of {what}"
        case "close":
            return f"closed {what}"
        case "join_for":
            return _in_vain(op, "a process") if not event.answer else "joined a process"
        case "flush":
            return f"waited until all that it had put into {what} was in the pipe"
        case _:
            return f"{op.kind} {what}"


def seconds(limit: float) -> str:
    """Return a time limit in words."""
    return f"{limit:g} s"


def _in_vain(op: Op, what: str) -> str:
    return f"waited {seconds(op.args[0])} for {what} in vain"


def _signal(number: int) -> str:
    return signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
