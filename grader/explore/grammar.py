"""Which steps there are, and what goes with each: a step of any other form is not of our making.

All else in the explorer may rely on it: what the models are asked, and what is said of a step, also of one that never
happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from grader.explore.events import Op
from grader.explore.models.cells import Cells
from grader.explore.models.clock import Clock
from grader.explore.models.life import Life
from grader.explore.models.model import BrokenProtocolError, Model
from grader.explore.models.pipe import Pipe
from grader.explore.models.queue import Queue
from grader.explore.models.semaphore import Semaphore
from grader.explore.models.waits import Waits

_Count = Annotated[int, msgspec.Meta(ge=0, lt=1 << 40)]
_Signal = Annotated[int, msgspec.Meta(ge=1, le=64)]
_Status = Annotated[int, msgspec.Meta(ge=-(1 << 31), lt=1 << 31)]
_Limit = Annotated[float, msgspec.Meta(ge=-1e18, le=1e18)]
_Nothing = tuple[()]

_ARGS: dict[type, dict[str, Any]] = {
    Semaphore: {
        **dict.fromkeys(("acquire", "try", "release", "value"), _Nothing),
        "acquire_for": tuple[_Limit],
    },
    Cells: {"read": tuple[_Count], "write": tuple[_Count, Any]},
    Pipe: {"recv": tuple[_Count], "send": tuple[_Count, str], "close": tuple[Literal["r", "w"]]},
    Queue: {
        **dict.fromkeys(("put", "put_now", "reserve", "reserve_now", "append"), tuple[_Count, str]),
        **dict.fromkeys(("put_for", "reserve_for"), tuple[_Count, str, _Limit]),
        **dict.fromkeys(("get", "get_now", "size", "flush"), _Nothing),
        "get_for": tuple[_Limit],
    },
    Life: {
        **dict.fromkeys(("join", "poll"), _Nothing),
        "join_for": tuple[_Limit],
        "signal": tuple[_Signal],
        "exit": tuple[_Status | None],
    },
    Clock: {"sleep": tuple[_Limit], "handler": _Nothing, "mark": tuple[str]},
    Waits: dict.fromkeys(("wait", "wait_now", "wait_for", "join_any"), tuple[_Limit, list[str]]),
}
_WAITED_FOR = (Pipe, Queue, Life)


def check(op: Op, objects: Mapping[str, Model], lives: Mapping[str, Life]) -> None:
    """Raise BrokenProtocolError if `op` is no step of the object that it is asked of.

    objects, lives: by their names, which are never the same.
    """
    model = lives.get(op.on) or objects.get(op.on)
    form = _ARGS.get(type(model), {}).get(op.kind)
    if form is None:
        raise BrokenProtocolError(f"there is no step {op.kind!r} of {op.on!r}")
    try:
        msgspec.convert(op.args, form, strict=True)
    except msgspec.ValidationError as problem:
        raise BrokenProtocolError(f"{op.kind} {op.on}: {problem}") from None
    if isinstance(model, Waits):
        wanted = [lives.get(name) or objects.get(name) for name in op.args[1]]
        kinds = (Life,) if op.kind == "join_any" else _WAITED_FOR
        if not all(isinstance(thing, kinds) for thing in wanted):
            raise BrokenProtocolError(f"{op.kind} for what nobody can wait for")
