"""Finds what the program calls an object; only asked where a failure is told, for it looks through a whole frame."""

from __future__ import annotations

from collections.abc import Iterator
from types import FrameType

from grader.inside.typed import Any

_DEPTH = 3
_ITEMS = 64


def name_in(frame: FrameType | None, on: str) -> str:
    """Return the name in `frame` of the object that the judge calls `on`, such as `lock` or `self._free`; or empty."""
    if frame is None or not on:
        return ""
    for variables in (frame.f_locals, frame.f_globals):
        found = next((name for name, thing in _walk(variables) if on in _handles(thing)), "")
        if found:
            return found
    return ""


def _handles(thing: Any) -> tuple[Any, ...]:
    if isinstance(thing, type):
        return ()
    # A shared number that is 0 counts as false.
    inner = next((part for part in (_part(thing, "_semlock"), _part(thing, "_obj")) if part is not None), thing)
    judged = getattr(inner, "_judged", ())
    return (getattr(inner, "handle", None), getattr(inner, "_cell", None), *(judged if type(judged) is tuple else ()))


def _part(thing: Any, name: str) -> Any:
    return getattr(thing, name, None)


def _walk(variables: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    layer = [(name, thing) for name, thing in list(variables.items()) if not name.startswith("__")]
    for _ in range(_DEPTH):
        below: list[tuple[str, Any]] = []
        for name, thing in layer:
            yield name, thing
            if isinstance(thing, list | tuple):
                below += [(f"{name}[{index}]", item) for index, item in enumerate(thing[:_ITEMS])]
            elif isinstance(thing, dict):
                below += [(f"{name}[{key!r}]", item) for key, item in list(thing.items())[:_ITEMS]]
            elif type(thing).__module__ != "builtins" and not isinstance(thing, type):
                members = getattr(thing, "__dict__", None)
                if isinstance(members, dict):
                    below += [(f"{name}.{key}", item) for key, item in list(members.items())[:_ITEMS]]
        layer = below
