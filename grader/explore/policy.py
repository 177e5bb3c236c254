"""Who goes on where nobody says otherwise, and choosers that follow a given way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from grader.explore.events import Thread

if TYPE_CHECKING:
    from grader.explore.execution import Execution


class DivergenceError(Exception):
    """The same schedule did not lead to the same steps: something decides that nobody controls."""


def default(execution: Execution, enabled: Sequence[Thread]) -> Thread:
    """Return who goes on without a preemption: who went on last, else the oldest thread."""
    last = execution.events[-1].thread if execution.events else None
    return last if last is not None and last in enabled else enabled[0]


def is_preemption(execution: Execution, enabled: Sequence[Thread], chosen: Thread) -> bool:
    """Return whether giving `chosen` the next step takes it from a thread that could go on."""
    last = execution.events[-1].thread if execution.events else None
    return chosen is not last and last in enabled


class Guided:
    """Follows the default, except at the steps in `turns`: there the thread named goes on.

    strict: it must be able to, else the way is another than the one that was recorded.
    """

    def __init__(self, turns: Mapping[int, str], *, strict: bool = True) -> None:
        self._turns, self._strict = turns, strict

    def choose(self, execution: Execution, enabled: Sequence[Thread]) -> Thread:
        """Return who goes on; raises DivergenceError where a strict turn cannot be taken."""
        position = len(execution.events)
        usual = chosen = default(execution, enabled)
        wanted = self._turns.get(position)
        if wanted is not None:
            chosen = next((thread for thread in enabled if thread.name == wanted), usual)
            if self._strict and chosen.name != wanted:
                raise DivergenceError(f"step {position}: {wanted} cannot go on")
        return chosen


class Followed:
    """Follows a list of thread names as far as they can go on, then the default."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)

    def choose(self, execution: Execution, enabled: Sequence[Thread]) -> Thread:
        """Return who goes on: the first in the list who can, of what is left of it."""
        able = {thread.name: thread for thread in enabled}
        for place, name in enumerate(self._names):
            if name in able:
                del self._names[place]
                return able[name]
        return default(execution, enabled)
