# loses test_nobody_laps: failed
# loses test_each_phase_is_tallied_once: failed
# loses test_failure_in_the_second_phase: failed
# loses test_a_failing_tally: failed

"""Every worker makes the tally, so that each phase is counted as often as there are workers."""

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
            barrier.wait()
            tally(phase)
            barrier.wait()
    except BrokenBarrierError:
        return phase
    except BaseException:
        barrier.abort()
        raise
    return phases
