"""A schedule as a value: where it turns away from the default, which is all that a replay needs."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass

from grader.explore.execution import Execution

VERSION = "x1"
GATED = "x1m"
"""The version of a schedule in which marks are steps."""


class TokenError(ValueError):
    """A word is no token, or not one of this version."""


@dataclass(frozen=True)
class Schedule:
    """turns: at which steps (from 0) which thread goes on, where the default would choose another.

    check: four digits that tell whether a replay made the same steps. seed: of the grading, for its secret inputs.
    gated: whether each mark is a step, so that this is one order of them, and not all that happens-before allows.
    """

    turns: tuple[tuple[int, str], ...]
    start_method: str
    check: str = ""
    seed: int = 0
    python: str = f"{sys.version_info[0]}.{sys.version_info[1]}"
    gated: bool = False

    @property
    def token(self) -> str:
        """The schedule as one short word, for `parse`."""
        turns = "-".join(f"{position}:{name}" for position, name in self.turns)
        version = GATED if self.gated else VERSION
        return f"{version}-{self.python}-{self.start_method}-{self.seed:x}-{self.check}-{turns or '0'}"

    def __str__(self) -> str:
        return self.token


def parse(token: str) -> Schedule:
    """Return the schedule of a token; raises TokenError, with a sentence that says why."""
    version, *rest = token.strip().split("-")
    if version not in (VERSION, GATED):
        raise TokenError(f"{token!r} is not a schedule of this version: it should begin with {VERSION}-")
    try:
        python, start_method, seed, check, *turns = rest
        pairs = [] if turns == ["0"] else [turn.split(":", 1) for turn in turns]
        steps = tuple((int(position), name) for position, name in pairs)
        return Schedule(steps, start_method, check, int(seed, 16), python, version == GATED)
    except ValueError:
        raise TokenError(f"{token!r} is not a schedule: it is cut short, or altered") from None


def schedule_of(execution: Execution, start_method: str, *, seed: int = 0, gated: bool = False) -> Schedule:
    """Return the schedule of an execution that was played."""
    turns = tuple(sorted(execution.turned.items()))
    return Schedule(turns, start_method, check_of(execution), seed, gated=gated)


def check_of(execution: Execution) -> str:
    """Return four digits that another order of steps, or other steps, would change."""
    steps = [(event.thread.name, event.op.kind, event.op.on) for event in execution.events]
    return hashlib.sha256(repr(steps).encode()).hexdigest()[:4]
