"""Every schedule with at most k preemptions, without reduction (sleep sets with a bound lose schedules).

After Musuvathi and Qadeer, "Iterative context bounding" (PLDI 2007).
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.explore.events import Thread
from grader.explore.execution import Execution
from grader.explore.policy import DivergenceError, default, is_preemption


class Bounded:
    """A chooser for one execution after the other, until `exhausted`. preemptions: at most so many in each."""

    def __init__(self, preemptions: int) -> None:
        self._most = preemptions
        self._nodes: list[list[str]] = []
        self._used = 0
        self.exhausted = False

    def choose(self, execution: Execution, enabled: Sequence[Thread]) -> Thread:
        """Follow the way to the next choice not yet made; from there on the default."""
        depth = len(execution.events)
        if depth == 0:
            self._used = 0
        if depth == len(self._nodes):
            usual = default(execution, enabled)
            others = [thread for thread in enabled if thread is not usual]
            room = self._used < self._most
            others = [thread for thread in others if room or not is_preemption(execution, enabled, thread)]
            self._nodes.append([usual.name, *(thread.name for thread in others)])
        name = self._nodes[depth][0]
        chosen = next((thread for thread in enabled if thread.name == name), None)
        if chosen is None:
            raise DivergenceError(f"step {depth}: {name} cannot go on")
        self._used += is_preemption(execution, enabled, chosen)
        return chosen

    def finished(self, execution: Execution) -> None:
        """Turn to the next choice not yet made."""
        del self._nodes[len(execution.events) :]
        while self._nodes:
            self._nodes[-1].pop(0)
            if self._nodes[-1]:
                return
            self._nodes.pop()
        self.exhausted = True
