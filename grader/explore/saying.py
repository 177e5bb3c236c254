"""Words for a step."""

from __future__ import annotations

from typing import Any

from grader.explore.events import Event, Op


def name_of(step: Event | Op) -> str:
    """Return what the program calls the object of a step, or an empty str."""
    op = step.op if isinstance(step, Event) else step
    return op.name


def thing(op: Op) -> str:
    """Return words for the object of a step."""
    if op.name:
        return op.name
    for kinds, words in _THINGS:
        if op.kind.partition("_")[0] in kinds:
            return words
    return op.on


_THINGS = (
    (("read", "write"), "a shared value"),
    (("acquire", "release", "try", "value"), "a lock"),
    (("get", "put", "append", "reserve", "feed", "flush", "size"), "a queue"),
    (("send", "recv", "close"), "a pipe"),
    (("wait",), "what it waits for"),
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
            return f"read {what}{_index(op)} = {value(event.answer)}"
        case "write":
            return f"wrote {what}{_index(op)} = {value(op.args[1])}"
        case "acquire":
            return f"took {what}"
        case "try" | "acquire_for":
            return f"took {what}" if event.answer else f"did not get {what}"
        case "release":
            return f"gave back {what}" if event.answer else f"gave back {what} once too often"
        case "value":
            return f"looked at {what}: {value(event.answer)}"
        case "signal":
            return f"sent signal {op.args[0]}"
        case "die":
            return f"got signal {op.args[0]}"
        case "sleep":
            return f"slept {op.args[0]:g} s"
        case "wait" | "wait_now" | "wait_for" if event.answer:
            return f"found {what} ready"
        case "wait" | "wait_now" | "wait_for":
            return f"found {what} empty" if op.kind == "wait_now" else f"waited {op.args[0]:g} s for {what} in vain"
        case "get" | "get_now" | "get_for":
            return f"got an item from {what}" if event.answer is not None else f"got nothing from {what}"
        case "put" | "put_now" | "put_for" | "append":
            return f"put an item into {what}" if event.answer else f"found {what} full"
        case "feed":
            return f"its feeder wrote to {what}"
        case "size":
            return f"counted {what}: {event.answer}"
        case "send":
            return f"wrote {event.answer} bytes to {what}" if event.answer >= 0 else f"found {what} broken"
        case "recv":
            return f"read from {what}" if event.answer else f"read the end of {what}"
        case "close":
            return f"closed {what}"
        case "join_for":
            return f"waited {op.args[0]:g} s for a process in vain" if not event.answer else "joined a process"
        case _:
            return f"{op.kind} {what}"


def _index(op: Op) -> str:
    return f"[{op.args[0]}]" if op.name and op.args[0] and not op.name.endswith("]") else ""
