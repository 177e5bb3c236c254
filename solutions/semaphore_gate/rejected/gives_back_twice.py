# loses test_an_error_gives_the_place_back: failed

"""When a job fails the place goes back twice: once by hand, once by `with`."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    if limit < 1:
        raise ValueError(f"a gate for {limit} visitors")
    return ctx.Semaphore(limit)


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    with gate:
        try:
            return job()
        except BaseException:
            gate.release()
            raise


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    if not gate.acquire(block=False):
        return otherwise
    try:
        return job()
    finally:
        gate.release()
