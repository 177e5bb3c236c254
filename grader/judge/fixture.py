"""The `box` that a case is given: runs scenarios and returns what was seen."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from grader.box.observation import Observation
from grader.box.orders import Order, resource_limits
from grader.box.sandbox import Sandbox
from grader.errors import CourseError
from grader.judge.run import InconclusiveError, Run
from grader.model import Exercise

FREE_RUNS = 5
"""How many free runs stand in for a search until schedules are controlled."""


class Box:
    """What a case may ask for. start_method: of all runs of this case.

    secret: a random.Random seeded by the grading's seed, this case and its start method.
    """

    def __init__(
        self, exercise: Exercise, source: str, start_method: str, seed: str, sandbox: Sandbox, *, shared_user: bool
    ) -> None:
        self.start_method = start_method
        self.secret = random.Random(seed)
        self.runs = 0
        self.cpu_s = 0.0
        self._exercise, self._source, self._sandbox = exercise, source, sandbox
        self._limits = resource_limits(exercise.config.limits, shared_user=shared_user)

    def run(self, scenario: str, /, **inputs: Any) -> Run:
        """Return one free run of `scenario`, on the real primitives of the start method.

        scenario: name of a function of scenarios.py. inputs: its keyword arguments, exact JSON.
        Raises CourseError if there is no such scenario, InconclusiveError at the wall-clock backstop.
        """
        order = Order("run", self.start_method, self._limits, scenario=scenario, inputs=inputs)
        seen = self._watched(order)
        if seen.unknown_scenario is not None:
            raise CourseError(
                f"{self._exercise.scenarios}: there is no scenario {scenario!r}",
                f"It has: {', '.join(seen.unknown_scenario) or 'none at all'}.",
            )
        return Run(seen, self._exercise.slug, self._source)

    def explore(self, scenario: str, /, **inputs: Any) -> Iterator[Run]:
        """Yield runs of `scenario`, one a schedule. For now: FREE_RUNS free runs, whose schedules nobody controls."""
        for _ in range(FREE_RUNS):
            yield self.run(scenario, **inputs)

    def script(self, argv: Sequence[str] = (), stdin: str = "") -> Run:
        """Return a run of the submission as a program: `python <slug>.py argv...`.

        argv: the words after the file's name. stdin: the text of its standard input. The case's start method is the
        default one before the program's first line. Raises InconclusiveError at the wall-clock backstop.
        """
        order = Order("script", self.start_method, self._limits, argv=tuple(argv), stdin=stdin)
        return Run(self._watched(order), self._exercise.slug, self._source)

    def _watched(self, order: Order) -> Observation:
        seen = self._sandbox.run(order)
        self.runs += 1
        self.cpu_s += seen.cpu_s
        if seen.backstop:
            raise InconclusiveError(
                f"a run was still going on after {seen.backstop:g} s of waiting (a backstop, not a verdict): "
                "a long sleep or time limit in the submission, or a machine that stands still"
            )
        return seen


Boxes = Callable[[Exercise, str], Box]
