# loses test_they_work_at_the_same_time: deadlock

"""A lock round the work lets only one worker work at a time, although nothing in it is shared."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from threading import BrokenBarrierError
from typing import Any


def make_meeting(ctx: BaseContext, parties: int, tally: Callable[[int], None]) -> Any:
    return ctx.Barrier(parties), tally, ctx.Lock()


def take_part(meeting: Any, phases: int, work: Callable[[int], None]) -> int:
    barrier, tally, lock = meeting
    phase = 0
    try:
        for phase in range(phases):
            with lock:
                work(phase)
            if barrier.wait() == 0:
                tally(phase)
            barrier.wait()
    except BrokenBarrierError:
        return phase
    except BaseException:
        barrier.abort()
        raise
    return phases
