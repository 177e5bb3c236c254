# loses test_try_visit_never_waits: deadlock

"""Between the look and the step in, somebody else takes the place, and who only tries must wait."""

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
    if gate.get_value() == 0:
        return otherwise
    return visit(gate, job)
