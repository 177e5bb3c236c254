"""One barrier before the tally and one behind it; who leaves before the end breaks both, for whatever reason."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from threading import BrokenBarrierError
from typing import Any


def make_meeting(ctx: BaseContext, parties: int, tally: Callable[[int], None]) -> Any:
    return ctx.Barrier(parties), ctx.Barrier(parties), tally


def take_part(meeting: Any, phases: int, work: Callable[[int], None]) -> int:
    ended, tallied, tally = meeting
    completed = 0
    try:
        for phase in range(phases):
            work(phase)
            if ended.wait() == 0:
                tally(phase)
            tallied.wait()
            completed += 1
    except BrokenBarrierError:
        pass
    finally:
        if completed < phases:
            ended.abort()
            tallied.abort()
    return completed
