# loses test_an_error_gives_the_place_back: deadlock
# loses test_a_visitor_who_exits: deadlock
# loses test_results_and_errors_pass: failed

"""When a job raises, the place is never given back."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    if limit < 1:
        raise ValueError(f"a gate for {limit} visitors")
    return ctx.BoundedSemaphore(limit)


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    gate.acquire()
    result = job()
    gate.release()
    return result


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    if not gate.acquire(block=False):
        return otherwise
    result = job()
    gate.release()
    return result
