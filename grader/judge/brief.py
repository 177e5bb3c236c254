"""What the judge is asked to do: handed as it is to every worker process of ours."""

from __future__ import annotations

from typing import Protocol

import msgspec

from grader.judge.token import Token
from grader.model import CaseResult, Exercise, GradeOptions, Submission


class Brief(msgspec.Struct, frozen=True):
    """The exercises to judge with the submission for each, by slug, and how; token: the one schedule to replay."""

    exercises: dict[str, Exercise]
    submissions: dict[str, Submission]
    options: GradeOptions
    token: Token | None = None

    def start_methods(self, exercise: Exercise) -> tuple[str, ...]:
        """Return the start methods to run `exercise` under."""
        wanted: tuple[str, ...] = self.options.start_methods
        if self.token is not None:
            wanted = (self.token.schedule.start_method,)
        return tuple(name for name in exercise.config.start_methods if not wanted or name in wanted)


class Observer(Protocol):
    """Is told how far the judge is; called in the process that grades."""

    def collected(self, total: int) -> None:
        """So many verdicts are to come (cases × start methods)."""
        ...

    def judged(self, result: CaseResult) -> None:
        """One verdict more."""
        ...
