# loses test_a_visitor_who_exits: deadlock

"""The place goes back when the job fails, but SystemExit is no Exception and takes the place along."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    if limit < 1:
        raise ValueError(f"a gate for {limit} visitors")
    return ctx.BoundedSemaphore(limit)


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    gate.acquire()
    try:
        result = job()
    except Exception:
        gate.release()
        raise
    gate.release()
    return result


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    if not gate.acquire(block=False):
        return otherwise
    try:
        return job()
    finally:
        gate.release()
