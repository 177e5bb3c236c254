# loses test_the_limit_can_be_reached: deadlock
# loses test_bad_limit: failed

"""A lock is a gate with one place, whatever the limit is."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    return ctx.Lock()


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    with gate:
        return job()


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    if not gate.acquire(block=False):
        return otherwise
    try:
        return job()
    finally:
        gate.release()
