"""Turns any object into exact JSON, and never raises."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

from grader.inside.typed import Any

DEPTH = 64
INT_BITS = 4096


def encode(message: dict[str, Any]) -> bytes:
    """Return `message`, made of exact JSON, as one line of ASCII."""
    return json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii")


def to_json(value: object, depth: int = 0) -> Any:
    """Return what the judge is told of `value`.

    None, bool, int, float, str, list and dict with str keys stay; a tuple becomes a list; a dict with other keys a
    sorted list of pairs; bytes become `[length, sha256]`. Anything else, also a subclass, a number that JSON
    cannot hold and what lies deeper than DEPTH, becomes `{"not_json": type}`.
    """
    kind = type(value)
    if depth > DEPTH:
        return _unfit(kind)
    reader: Callable[[Any, int], Any] = _BY_TYPE.get(kind, _other)
    return reader(value, depth)


def _unfit(kind: type) -> dict[str, str]:
    # A metaclass may answer for __name__, with anything: what type itself knows is a str.
    getter: Any = vars(type)["__name__"]
    return {"not_json": getter.__get__(kind)}


def _other(value: object, _depth: int) -> Any:
    return _unfit(type(value))


def _same(value: object, _depth: int) -> Any:
    return value


def _int(value: Any, _depth: int) -> Any:
    return value if value.bit_length() <= INT_BITS else _unfit(int)


def _float(value: Any, _depth: int) -> Any:
    return value if math.isfinite(value) else _unfit(float)


def _str(value: Any, _depth: int) -> Any:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return _unfit(str)
    return value


def _bytes(value: Any, _depth: int) -> Any:
    # Only now: it brings OpenSSL, which most runs have no use for.
    import hashlib

    return [len(value), hashlib.sha256(value).hexdigest()]


def _sequence(value: Any, depth: int) -> Any:
    return [to_json(item, depth + 1) for item in tuple(value)]


def _dict(value: Any, depth: int) -> Any:
    pairs = [(key, to_json(item, depth + 1)) for key, item in tuple(value.items())]
    if all(type(key) is str and _str(key, depth) is key for key, _ in pairs):
        return dict(pairs)
    listed = [[to_json(key, depth + 1), item] for key, item in pairs]
    return sorted(listed, key=lambda pair: json.dumps(pair, sort_keys=True))


_BY_TYPE: dict[type, Callable[[Any, int], Any]] = {
    type(None): _same,
    bool: _same,
    int: _int,
    float: _float,
    str: _str,
    bytes: _bytes,
    list: _sequence,
    tuple: _sequence,
    dict: _dict,
}
