# loses test_a_refusal_leaves_the_gate_as_it_was: failed

"""Who was refused gives back a place that he never had, and the gate has one place more."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    if limit < 1:
        raise ValueError(f"a gate for {limit} visitors")
    return ctx.Semaphore(limit)


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    with gate:
        return job()


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    try:
        if not gate.acquire(block=False):
            return otherwise
        return job()
    finally:
        gate.release()
