"""Tells a run that hangs from one that is slow, without a clock.

Two looks in a row at the same threads, each of them in a system call without a time limit both times, and none of
them having left a core in between (the kernel counts that): then there was a moment, after the first look ended and
before the second began, at which all of them were asleep at once, and nobody was left to wake anybody. A thread that
was woken but had to wait for a core would show as running. So load makes this slower, and never wrong.

A livelock is the same with some threads that wait for a time only: they wake up again and again, WAKE_UPS times
counted and not timed, nobody else has moved meanwhile, and they used next to no CPU.

Not promised: signals that a process has ordered for later (`signal.alarm`, `setitimer`) are not seen; who
waits for one without a time limit is taken to be at rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from grader.box.processes import ProcessLook, ThreadLook, Waiting

WAKE_UPS = 1000
POLL_CPU_S = 0.002
"""CPU seconds a wake-up, on average, above which a thread is at work and does not merely poll."""

_Key = tuple[int, int, int]


class Stillness(Enum):
    """What the looks so far say of the run."""

    MOVING = "moving"
    DEADLOCK = "deadlock"
    LIVELOCK = "livelock"


class Stillwatch:
    """Takes one look after the other and says when the run hangs for good.

    To be `reset` whenever the judge hears something: the run has moved.
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget all looks: the run has moved."""
        self._last: dict[_Key, ThreadLook] = {}
        self._base: dict[_Key, ThreadLook] = {}
        self._pollers: set[_Key] = set()
        self._base_cpu_s = 0.0

    def see(self, processes: Mapping[int, ProcessLook]) -> Stillness:
        """Take one look at all processes that count and return what is known now."""
        threads = {
            (process.pid, process.started, thread.tid): thread
            for process in processes.values()
            for thread in process.threads
        }
        if not threads:
            return Stillness.MOVING
        if self._all_rested(threads):
            return Stillness.DEADLOCK
        self._last = threads
        return self._see_polling(threads, sum(process.cpu_s for process in processes.values()))

    def _all_rested(self, threads: dict[_Key, ThreadLook]) -> bool:
        return threads == self._last and all(thread.waiting is Waiting.AT_REST for thread in threads.values())

    def _see_polling(self, threads: dict[_Key, ThreadLook], cpu_s: float) -> Stillness:
        self._pollers |= {key for key, thread in threads.items() if thread.waiting is Waiting.TIMED}
        still = {key: thread for key, thread in threads.items() if key not in self._pollers}
        base_still = {key: thread for key, thread in self._base.items() if key not in self._pollers}
        nobody_else_moves = all(thread.waiting is Waiting.AT_REST for thread in still.values())
        # A poller that now waits without a limit polls no longer: begin again, with it among those who rest.
        nobody_else_moves &= all(threads[key].waiting is not Waiting.AT_REST for key in self._pollers & threads.keys())
        if not nobody_else_moves or still != base_still or threads.keys() != self._base.keys():
            self._base, self._base_cpu_s = threads, cpu_s
            self._pollers = {key for key, thread in threads.items() if thread.waiting is Waiting.TIMED}
            return Stillness.MOVING
        if not self._pollers:
            return Stillness.MOVING
        wake_ups = [threads[key].voluntary - self._base[key].voluntary for key in self._pollers]
        if min(wake_ups) < WAKE_UPS or cpu_s - self._base_cpu_s > POLL_CPU_S * sum(wake_ups):
            return Stillness.MOVING
        return Stillness.LIVELOCK
