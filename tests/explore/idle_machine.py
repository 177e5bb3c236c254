"""A schedule in which "by now the others have done this" is true after a sleep, as tests of timing expect."""

from __future__ import annotations

from grader.explore.events import Op
from grader.explore.execution import Execution
from grader.explore.policy import default

UNTIMED = {f"{kind}_for": kind for kind in ("acquire", "join", "wait", "put", "reserve", "get")}


class IdleMachine:
    """Chooses as an idle machine would: whoever can go on does, and time passes only where nobody can.

    The tests say "by now the others have done this" with a sleep; so a limit runs out, or a sleeper wakes, in the
    order of their times.
    """

    def __init__(self):
        self._now = 0.0
        self._since: dict[Op, float] = {}

    def choose(self, execution, enabled):
        self._now = max([self._now, *(event.now for event in execution.events[-1:])])
        for thread in execution.threads:
            if thread.pending is not None:
                self._since.setdefault(thread.pending, self._now)
        ready = [thread for thread in enabled if self._is_ready(execution, thread.pending)]
        if ready:
            return default(execution, ready)
        return min(enabled, key=lambda thread: self._since[thread.pending] + _limit(thread.pending))

    def _is_ready(self, execution: Execution, op: Op) -> bool:
        if op.kind == "sleep":
            return False
        untimed = UNTIMED.get(op.kind)
        if untimed is None:
            return True
        return bool(execution.find(op.on).enabled(Op(untimed, op.on, op.args, op.at, path=op.path)))


def _limit(op: Op) -> float:
    return op.args[-1 if op.kind in ("put_for", "reserve_for") else 0]
