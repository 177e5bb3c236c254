"""Shared ctypes objects whose contents lie with the judge: every read and every write of a number is one step.

`sharedctypes._new_value` gives out subclasses of the ctypes types, so that CPython's own Value, Array, RawValue,
RawArray and their wrappers run on top. A composite is flattened into its numbers, its leaves.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from multiprocessing import context, sharedctypes, synchronize

from grader.inside.controlled import wire
from grader.inside.typed import Any

_CHUNK = 1000
_controlled: dict[Any, Any] = {}


def new_value(type_: Any) -> Any:
    """Return a controlled object of the ctypes type `type_`, all zero."""
    shared = rebuild(_plain(type_), wire.new_name())
    wire.note({"type": "make", "kind": "cells", "on": shared._cell, "args": [leaves(type_), _zero(type_)]})
    return shared


def rebuild(type_: Any, name: str, offset: int = 0) -> Any:
    """Return the object of type `type_` that lies in the cells `name` from `offset` on."""
    cls = _controlled_type(type_)
    shared = cls.__new__(cls)
    shared._cell, shared._offset = name, offset
    return shared


def rebuild_array(type_: Any, length: int, name: str, offset: int) -> Any:
    """Return the array of `length` objects of type `type_` that lies in the cells `name` from `offset` on."""
    return rebuild(type_ * length, name, offset)


def leaves(type_: Any) -> int:
    """Return how many numbers an object of type `type_` consists of."""
    if issubclass(type_, ctypes._SimpleCData):
        return 1
    if issubclass(type_, ctypes.Array):
        return int(type_._length_) * leaves(type_._type_)
    if issubclass(type_, ctypes.Structure) and all(len(field) == 2 for field in _fields(type_)):
        return sum(leaves(field[1]) for field in _fields(type_))
    raise TypeError(f"{type_.__name__} cannot be shared in an explored run: only numbers, arrays and structures can")


def flatten(plain: Any) -> Iterator[Any]:
    """Yield the numbers of an ordinary ctypes object, as JSON."""
    kind = type(plain)
    if issubclass(kind, ctypes._SimpleCData):
        yield to_wire(plain.value)
    elif issubclass(kind, ctypes.Array):
        for item in plain:
            yield from flatten(item) if isinstance(item, ctypes.Array | ctypes.Structure) else (to_wire(item),)
    else:
        for name, type_ in _fields(kind):
            value = getattr(plain, name)
            yield from flatten(value) if not issubclass(type_, ctypes._SimpleCData) else (to_wire(value),)


def to_wire(value: Any) -> Any:
    """Return a number, a byte or a character as JSON."""
    if type(value) is bytes:
        return {"bytes": value.decode("latin-1")}
    if type(value) is float and not math.isfinite(value):
        return {"float": repr(value)}
    return value


def from_wire(value: Any) -> Any:
    """Return what `to_wire` was given."""
    if type(value) is dict:
        return value["bytes"].encode("latin-1") if "bytes" in value else float(value["float"])
    return value


def _read(shared: Any, index: int) -> Any:
    return from_wire(wire.ask("read", shared._cell, shared._offset + index))


def _write(shared: Any, index: int, value: Any) -> None:
    wire.ask("write", shared._cell, shared._offset + index, to_wire(value))


def _fill(shared: Any, plain: Any) -> None:
    """Give the object its first content, which is no step: nobody else knows it yet."""
    values = list(flatten(plain))
    for start in range(0, len(values), _CHUNK):
        args = [shared._offset + start, *values[start : start + _CHUNK]]
        wire.note({"type": "make", "kind": "fill", "on": shared._cell, "args": args})


def _controlled_type(type_: Any) -> Any:
    known = _controlled.get(type_)
    if known is None:
        leaves(type_)
        if issubclass(type_, ctypes._SimpleCData):
            body = _simple(type_)
        elif issubclass(type_, ctypes.Array):
            body = _array(type_)
        else:
            body = _structure(type_)
        body["_plain_"] = type_
        body["__reduce_ex__"] = _reduce
        known = _controlled[type_] = type(type_)(type_.__name__, (type_,), body)
        # Into each class of an array of characters ctypes puts a `value` and a `raw`, over those of the body.
        for name in ("value", "raw"):
            if name in body:
                setattr(known, name, body[name])
    return known


def _plain(type_: Any) -> Any:
    return getattr(type_, "_plain_", type_)


def _reduce(self: Any, _protocol: int) -> Any:
    context.assert_spawning(self)
    type_ = _plain(type(self))
    if issubclass(type_, ctypes.Array):
        return rebuild_array, (type_._type_, type_._length_, self._cell, self._offset)
    return rebuild, (type_, self._cell, self._offset)


def _zero(type_: Any) -> Any:
    while issubclass(type_, ctypes.Array):
        type_ = type_._type_
    if issubclass(type_, ctypes.Structure):
        return None
    return to_wire(type_().value)


def _fields(type_: Any) -> list[tuple[Any, ...]]:
    inherited = [field for base in reversed(type_.__mro__) for field in base.__dict__.get("_fields_", ())]
    return list(inherited)


def _simple(type_: Any) -> dict[str, Any]:
    def __init__(self: Any, *args: Any) -> None:
        _fill(self, type_(*args))

    def get(self: Any) -> Any:
        return _read(self, 0)

    def put(self: Any, value: Any) -> None:
        plain = type_()
        plain.value = value
        _write(self, 0, plain.value)

    def __repr__(self: Any) -> str:
        return f"{type_.__name__}({self.value!r})"

    return {"__init__": __init__, "value": property(get, put), "__repr__": __repr__}


def _array(type_: Any) -> dict[str, Any]:
    item, length = type_._type_, type_._length_
    size = leaves(item)
    is_number = issubclass(item, ctypes._SimpleCData)

    def __init__(self: Any, *args: Any) -> None:
        _fill(self, type_(*args))

    def get(self: Any, key: Any) -> Any:
        if isinstance(key, slice):
            chosen = range(*key.indices(length))
            if not is_number:
                return [get(self, index) for index in chosen]
            plain = (item * len(chosen))()
            for place, index in enumerate(chosen):
                plain[place] = _read(self, index)
            return plain[:]
        index = _index(key, length)
        return _read(self, index) if is_number else rebuild(item, self._cell, self._offset + index * size)

    def put(self: Any, key: Any, value: Any) -> None:
        plain = type_()
        plain[key] = value
        chosen = range(*key.indices(length)) if isinstance(key, slice) else (_index(key, length),)
        for index in chosen:
            numbers = [plain[index]] if is_number else map(from_wire, flatten(plain[index]))
            for leaf, number in enumerate(numbers, index * size):
                _write(self, leaf, number)

    body: dict[str, Any] = {"__init__": __init__, "__getitem__": get, "__setitem__": put}
    if item in (ctypes.c_char, ctypes.c_wchar):
        body |= _text(type_, length)
    return body


def _text(type_: Any, length: int) -> dict[str, Any]:
    end = type_._type_(b"\0" if type_._type_ is ctypes.c_char else "\0").value

    def value(self: Any) -> Any:
        text = end[:0]
        for index in range(length):
            letter = _read(self, index)
            if letter == end:
                break
            text += letter
        return text

    def set_value(self: Any, text: Any) -> None:
        plain = type_()
        plain.value = text
        for index in range(min(len(text) + 1, length)):
            _write(self, index, plain[index])

    def raw(self: Any) -> Any:
        return b"".join(_read(self, index) for index in range(length))

    def set_raw(self: Any, text: Any) -> None:
        plain = type_()
        plain.raw = text
        for index in range(len(text)):
            _write(self, index, plain[index])

    body: dict[str, Any] = {"value": property(value, set_value)}
    return body | ({"raw": property(raw, set_raw)} if type_._type_ is ctypes.c_char else {})


def _structure(type_: Any) -> dict[str, Any]:
    def __init__(self: Any, *args: Any, **options: Any) -> None:
        _fill(self, type_(*args, **options))

    body: dict[str, Any] = {"__init__": __init__}
    offset = 0
    for name, kind in _fields(type_):
        body[name] = _field(kind, offset)
        offset += leaves(kind)
    return body


def _field(kind: Any, offset: int) -> property:
    def get(self: Any) -> Any:
        if issubclass(kind, ctypes._SimpleCData):
            return _read(self, offset)
        return rebuild(kind, self._cell, self._offset + offset)

    def put(self: Any, value: Any) -> None:
        if issubclass(kind, ctypes._SimpleCData):
            plain = kind()
            plain.value = value
            _write(self, offset, plain.value)
        else:
            for index, number in enumerate(flatten(value)):
                _write(self, offset + index, from_wire(number))

    return property(get, put)


def _index(key: Any, length: int) -> int:
    index: int = key.__index__()
    index = index + length if index < 0 else index
    if not 0 <= index < length:
        raise IndexError("invalid index")
    return index


def copy(shared: Any) -> Any:
    """Return a new shared object with the content of `shared`, as `sharedctypes.copy`."""
    new = new_value(type(shared))
    if hasattr(shared, "_cell"):
        numbers = [_read(shared, index) for index in range(leaves(type(shared)))]
    else:
        numbers = [from_wire(number) for number in flatten(shared)]
    for index, number in enumerate(numbers):
        _write(new, index, number)
    return new


def install() -> None:
    """Put controlled objects under sharedctypes and under Barrier, which keeps its two numbers in shared memory."""
    library: Any = sharedctypes
    library._new_value = new_value
    library.copy = copy
    barrier: Any = synchronize.Barrier

    def __init__(self: Any, parties: int, action: Any = None, timeout: Any = None, *, ctx: Any) -> None:
        numbers = new_value(ctypes.c_int * 2)
        self.__setstate__((parties, action, timeout, ctx.Condition(), numbers))

    def __setstate__(self: Any, state: Any) -> None:
        self._parties, self._action, self._timeout, self._cond, self._wrapper = state
        self._array = self._wrapper

    barrier.__init__, barrier.__setstate__ = __init__, __setstate__
