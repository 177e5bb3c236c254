# loses test_nobody_laps: failed
# loses test_failure_in_the_second_phase: failed
# loses test_a_failing_tally: failed

"""One worker makes the tally, and the others do not wait for it: they are in the next phase meanwhile."""

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
    except BrokenBarrierError:
        return phase
    except BaseException:
        barrier.abort()
        raise
    return phases
