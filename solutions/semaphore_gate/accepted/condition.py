"""A Condition and a count of free places: one mechanism, two looks at it."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


class Gate:
    def __init__(self, ctx: BaseContext, limit: int) -> None:
        self.free = ctx.RawValue("i", limit)
        self.changed = ctx.Condition()

    def leave(self) -> None:
        with self.changed:
            self.free.value += 1
            self.changed.notify()


def make_gate(ctx: BaseContext, limit: int) -> Any:
    if limit < 1:
        raise ValueError(f"a gate for {limit} visitors")
    return Gate(ctx, limit)


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    with gate.changed:
        while gate.free.value == 0:
            gate.changed.wait()
        gate.free.value -= 1
    try:
        return job()
    finally:
        gate.leave()


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    with gate.changed:
        if gate.free.value == 0:
            return otherwise
        gate.free.value -= 1
    try:
        return job()
    finally:
        gate.leave()
