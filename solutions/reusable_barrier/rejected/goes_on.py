# loses test_a_failure_frees_the_others: failed
# loses test_failure_in_the_second_phase: failed
# loses test_a_worker_that_exits: failed
# loses test_a_failing_tally: failed

"""A worker that finds the barrier broken goes on with the next phase, and claims them all in the end."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from threading import BrokenBarrierError
from typing import Any


def make_meeting(ctx: BaseContext, parties: int, tally: Callable[[int], None]) -> Any:
    return ctx.Barrier(parties), tally


def take_part(meeting: Any, phases: int, work: Callable[[int], None]) -> int:
    barrier, tally = meeting
    for phase in range(phases):
        try:
            work(phase)
            if barrier.wait() == 0:
                tally(phase)
            barrier.wait()
        except BrokenBarrierError:
            continue
        except BaseException:
            barrier.abort()
            raise
    return phases
