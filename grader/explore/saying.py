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
    kinds = {"read": "a shared value", "write": "a shared value"}
    return kinds.get(op.kind, "a lock" if op.kind in ("acquire", "release", "try", "acquire_for") else op.on)


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
            return f"sent signal {op.args[0]} to {op.on}"
        case "die":
            return f"ended by signal {-op.args[0]}"
        case _:
            return f"{op.kind} {what}"


def _index(op: Op) -> str:
    return f"[{op.args[0]}]" if op.name and op.args[0] and not op.name.endswith("]") else ""
