# loses test_a_failure_frees_the_others: deadlock
# loses test_failure_in_the_second_phase: deadlock
# loses test_a_worker_that_exits: deadlock
# loses test_a_failing_tally: deadlock

"""A worker that fails tells nobody, and the others wait for it for ever."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from typing import Any


def make_meeting(ctx: BaseContext, parties: int, tally: Callable[[int], None]) -> Any:
    return ctx.Barrier(parties), tally


def take_part(meeting: Any, phases: int, work: Callable[[int], None]) -> int:
    barrier, tally = meeting
    for phase in range(phases):
        work(phase)
        if barrier.wait() == 0:
            tally(phase)
        barrier.wait()
    return phases
