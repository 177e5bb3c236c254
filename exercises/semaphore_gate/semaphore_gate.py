"""At most N inside: a gate that lets in as many visitors as there are places, and no more."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_gate(ctx: BaseContext, limit: int) -> Any:
    """Return a gate for at most `limit` visitors at once.

    It is made before the processes start, and given to them. ValueError if `limit` < 1.
    """
    raise NotImplementedError


def visit(gate: Any, job: Callable[[], Any]) -> Any:
    """Wait for a place, do `job()` inside and return its result.

    Whatever `job` raises, SystemExit too, goes on to the caller; the place is given back either way.
    """
    raise NotImplementedError


def try_visit(gate: Any, job: Callable[[], Any], otherwise: Any) -> Any:
    """As `visit` if there is room at this moment; else return `otherwise` at once.

    A place promised to somebody who waits may count as no room.
    """
    raise NotImplementedError
