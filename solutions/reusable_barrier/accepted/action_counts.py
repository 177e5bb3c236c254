"""The barrier itself makes the tally, by an action that knows the phase from shared memory: one wait for each phase."""

from collections.abc import Callable
from ctypes import c_longlong
from multiprocessing.context import BaseContext
from threading import BrokenBarrierError
from typing import Any


class Count:
    """Calls `tally` with 0, 1, 2, ..., whichever process calls it."""

    def __init__(self, phase: c_longlong, tally: Callable[[int], None]) -> None:
        self.phase = phase
        self.tally = tally

    def __call__(self) -> None:
        self.tally(self.phase.value)
        self.phase.value += 1


def make_meeting(ctx: BaseContext, parties: int, tally: Callable[[int], None]) -> Any:
    return ctx.Barrier(parties, action=Count(ctx.RawValue("q", 0), tally))


def take_part(meeting: Any, phases: int, work: Callable[[int], None]) -> int:
    completed = 0
    try:
        while completed < phases:
            work(completed)
            meeting.wait()
            completed += 1
    except BrokenBarrierError:
        return completed
    except BaseException:
        meeting.abort()
        raise
    return phases
