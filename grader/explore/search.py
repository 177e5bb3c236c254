"""A search: one execution after the other, until every schedule is known or the budget is spent.

First every schedule that differs. Where the budget does not suffice for that, so much again goes to the schedules
with at most 0, 1, 2 preemptions, and so much once more to random ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from grader.explore.bounded import Bounded
from grader.explore.dpor import Dpor
from grader.explore.execution import Chooser, Execution
from grader.explore.host import Host
from grader.explore.pct import Pct

EXHAUSTIVE = "exhaustive"
_MOST_PREEMPTIONS = 2


class _Strategy(Chooser, Protocol):
    def finished(self, execution: Execution) -> None: ...


class Search:
    """Iterating gives each execution that ran to an end.

    budget: how many executions each of the three ways of searching may have, at most. steps: how many steps one may
    have before it counts as a livelock. seed: fixes the random schedules.
    claim: what is known when the iteration ended by itself: `exhaustive`, `bounded k` (every schedule with at most k
    preemptions was run) or `sampled p` (random ones were run; a bug of depth 3 stays hidden with a probability of
    less than p). current: the execution that was begun last. executions, blocked: how many were given out, and how
    many a sleep set ended on the way.
    """

    def __init__(self, host: Host, *, budget: int, steps: int = 10_000, seed: int = 0) -> None:
        self._host, self._budget, self._steps, self._seed = host, budget, steps, seed
        self._run = 0
        self.current: Execution
        self.claim = ""
        self.executions = 0
        self.blocked = 0

    def __iter__(self) -> Iterator[Execution]:
        dpor = Dpor()
        longest = 1
        while not dpor.exhausted and self._run < self._budget:
            execution = self._play(dpor)
            longest = max(longest, len(execution.events))
            if execution.outcome == "abandoned":
                self.blocked += 1
            else:
                yield execution
        if dpor.exhausted:
            self.claim = EXHAUSTIVE
            return
        yield from self._bounded()
        pct = Pct(self._seed, longest)
        for _ in range(self._budget):
            yield self._play(pct)
        if not self.claim:
            hidden = (1 - pct.probability) ** self._budget
            self.claim = f"sampled {hidden:.3g}"

    def _bounded(self) -> Iterator[Execution]:
        left = self._budget
        for preemptions in range(_MOST_PREEMPTIONS + 1):
            bounded = Bounded(preemptions)
            while not bounded.exhausted:
                if left <= 0:
                    return
                left -= 1
                yield self._play(bounded)
            self.claim = f"bounded {preemptions}"

    def _play(self, strategy: _Strategy) -> Execution:
        self._run += 1
        self.current = execution = Execution(self._host, self._run, self._steps)
        execution.play(strategy)
        strategy.finished(execution)
        self.executions += execution.outcome != "abandoned"
        return execution
