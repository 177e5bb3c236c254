"""Counts the CPU time of a run, also that of processes which have ended."""

from __future__ import annotations

from collections.abc import Mapping

from grader.box.processes import ProcessLook


class CpuMeter:
    """Takes one look after the other at the same processes, and knows what they have used since the first.

    The kernel adds the time of an ended process to its parent's, unless that ignores how its children end. So what was
    seen of each process is kept too; what such a one used after the last look at it is lost. Never counts too much.
    """

    def __init__(self) -> None:
        self._before: float | None = None
        self._own: dict[tuple[int, int], float] = {}
        self._own_before = 0.0
        self.used_s = 0.0

    def see(self, looks: Mapping[int, ProcessLook]) -> float:
        """Take a look and return the CPU seconds since the first one."""
        with_reaped = sum(process.cpu_s for process in looks.values())
        self._own |= {(process.pid, process.started): process.own_cpu_s for process in looks.values()}
        own = sum(self._own.values())
        if self._before is None:
            self._before, self._own_before = with_reaped, own
        self.used_s = max(self.used_s, with_reaped - self._before, own - self._own_before)
        return self.used_s
