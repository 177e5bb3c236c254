"""A plain Semaphore, and a `finally` for each of the two."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    if limit < 1:
        raise ValueError(f"a gate for {limit} visitors")
    return ctx.Semaphore(limit)


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    gate.acquire()
    try:
        return job()
    finally:
        gate.release()


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    if not gate.acquire(block=False):
        return otherwise
    try:
        return job()
    finally:
        gate.release()
