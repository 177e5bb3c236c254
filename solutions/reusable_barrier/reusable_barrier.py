"""Workers in step: nobody begins a phase before all have ended the last one, and in between somebody counts."""

from collections.abc import Callable
from multiprocessing.context import BaseContext
from threading import BrokenBarrierError
from typing import Any


def make_meeting(ctx: BaseContext, parties: int, tally: Callable[[int], None]) -> Any:
    """What `parties` workers share; made before they start and given to each. `tally` is picklable."""
    return ctx.Barrier(parties), tally


def take_part(meeting: Any, phases: int, work: Callable[[int], None]) -> int:
    """One worker: `work(0)`, `work(1)`, ... at the same time as the others.

    But nobody begins a phase before all have ended the last one. After phase k and before anybody begins k + 1,
    `tally(k)` is called once, by one of the workers. Returns `phases`.

    If `work` or `tally` raises in one worker (anything but a BrokenBarrierError; SystemExit too), it goes on to that
    worker's caller; the others do not wait for it: each returns a number of phases that were completed, tally included
    (it may miss the last one), and begins no further phase.
    """
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
    except BaseException:
        barrier.abort()
        raise
    return phases
