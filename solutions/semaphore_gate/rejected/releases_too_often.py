# loses test_a_refusal_leaves_the_gate_as_it_was: error
# loses test_try_visit_never_waits: error

"""The same as with a plain semaphore, but a bounded one notices that too many places come back."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    if limit < 1:
        raise ValueError(f"a gate for {limit} visitors")
    return ctx.BoundedSemaphore(limit)


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
