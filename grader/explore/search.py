"""A search: one execution after the other, until every schedule is known or the budget is spent."""

from __future__ import annotations

from collections.abc import Iterator

from grader.explore.dpor import Dpor
from grader.explore.execution import Execution
from grader.explore.host import Host

EXHAUSTIVE = "exhaustive"


class Search:
    """Iterating gives each execution that ran to an end.

    budget: how many executions at most. steps: how many steps one may have before it counts as a livelock.
    claim: what is known when the iteration ended by itself: `exhaustive`, or empty where the budget was too small.
    current: the last execution that was begun.
    executions, blocked: how many were given out, and how many a sleep set ended on the way.
    """

    def __init__(self, host: Host, *, budget: int, steps: int = 10_000) -> None:
        self._host, self._budget, self._steps = host, budget, steps
        self.claim = ""
        self.current: Execution
        self.executions = 0
        self.blocked = 0

    def __iter__(self) -> Iterator[Execution]:
        dpor = Dpor()
        while not dpor.exhausted:
            if self.executions + self.blocked >= self._budget:
                return
            execution = Execution(self._host, self.executions + self.blocked + 1, self._steps)
            self.current = execution
            execution.play(dpor)
            dpor.finished(execution)
            self.blocked = dpor.blocked
            if execution.outcome != "abandoned":
                self.executions += 1
                yield execution
        self.claim = EXHAUSTIVE
