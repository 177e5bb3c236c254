# loses test_a_worker_that_exits: deadlock

"""`except Exception` does not catch SystemExit, so a worker that exits tells nobody."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from threading import BrokenBarrierError
from typing import Any


def make_meeting(ctx: BaseContext, parties: int, tally: Callable[[int], None]) -> Any:
    return ctx.Barrier(parties), tally


def take_part(meeting: Any, phases: int, work: Callable[[int], None]) -> int:
    barrier, tally = meeting
    phase = 0
    try:
        for phase in range(phases):
            work(phase)
            if barrier.wait() == 0:
                tally(phase)
            barrier.wait()
    except BrokenBarrierError:
        return phase
    except Exception:
        barrier.abort()
        raise
    return phases
