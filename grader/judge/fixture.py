"""The `box` that a case is given: runs scenarios and returns what was seen."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from grader.box.observation import Observation
from grader.box.orders import Order, resource_limits
from grader.box.sandbox import Sandbox
from grader.errors import CourseError
from grader.judge.exploring import Explorer
from grader.judge.host import BoxHost
from grader.judge.run import Explored, InconclusiveError, Run
from grader.judge.scenarios import takes
from grader.model import Exercise


class Box:
    """What a case may ask for. start_method: of all runs of this case. sandbox: for all of them.

    secret: a random.Random seeded by the grading's seed, this case and its start method.
    """

    def __init__(
        self,
        exercise: Exercise,
        source: str,
        start_method: str,
        seed: int,
        case: str,
        sandbox: Sandbox,
        *,
        shared_user: bool,
        budget: int | None = None,
    ) -> None:
        self.start_method = start_method
        self.cpu_s = 0.0
        self._free_runs = 0
        self._may_be_unknown = False
        self._exercise, self._source = exercise, source
        self._words = f"{seed}:{exercise.slug}:{case}:{start_method}"
        self._sandbox = sandbox
        limits = exercise.config.limits
        self._limits = resource_limits(limits, shared_user=shared_user)
        self.explorer = Explorer(
            case,
            self._new_host,
            self._order,
            self._run,
            self._wrap,
            self._reset,
            start_method=start_method,
            seed=seed,
            budget=budget or exercise.config.schedules,
            steps=exercise.config.steps,
            output_bytes=limits.output_bytes,
        )
        self._reset()

    @property
    def runs(self) -> int:
        """How many runs the case has looked at, explored ones included."""
        return self._free_runs + self.explorer.executions

    def run(self, scenario: str, /, **inputs: Any) -> Run:
        """Return one free run of `scenario`, on the real primitives of the start method.

        scenario: name of a function of scenarios.py. inputs: its keyword arguments, exact JSON.
        Raises CourseError if there is no such scenario or it takes other inputs, InconclusiveError at the wall-clock
        backstop.
        """
        return self._run(scenario, inputs)

    def explore(self, scenario: str, /, **inputs: Any) -> Iterator[Run]:
        """Yield one controlled run of `scenario` for each schedule that differs, then one free run.

        Ends when the search is exhausted or its budget in schedules is spent. Arguments and exceptions as of `run`.
        """
        return self.explorer.explore(scenario, inputs)

    def script(self, argv: Sequence[str] = (), stdin: str = "") -> Run:
        """Return a run of the submission as a program: `python <slug>.py argv...`.

        argv: the words after the file's name. stdin: the text of its standard input. The case's start method is the
        default one before the program's first line. Raises InconclusiveError at the wall-clock backstop.
        """
        order = self._new_order("script", argv=tuple(argv), stdin=stdin)
        return Run(self._watched(order), self._exercise.slug, self._source)

    def close(self) -> None:
        """End the search and the box."""
        self.explorer.close()
        self._sandbox.close()

    def _reset(self) -> None:
        self.secret = random.Random(self._words)

    def _run(self, scenario: str, inputs: dict[str, Any]) -> Run:
        return self._wrap(self._watched(self._order(scenario, inputs)))

    def _order(self, scenario: str, inputs: dict[str, Any]) -> Order:
        self._may_be_unknown |= not takes(self._exercise.scenarios, scenario, inputs)
        return self._new_order("run", scenario=scenario, inputs=inputs)

    def _new_order(self, kind: str, **fields: Any) -> Order:
        most = self._exercise.config.limits.message_bytes
        return Order(kind, self.start_method, self._limits, message_bytes=most, **fields)

    def _new_host(self, order: Order) -> BoxHost:
        return BoxHost(self._sandbox, order)

    def _wrap(self, seen: Observation, explored: Explored | None = None) -> Run:
        # Of a scenario that is there, only a submission that speaks in the runner's name says that it is not.
        if seen.unknown_scenario is not None and self._may_be_unknown:
            raise CourseError(
                f"{self._exercise.scenarios}: there is no such scenario, or not with these inputs",
                f"It has: {', '.join(seen.unknown_scenario) or 'none at all'}.",
            )
        return Run(seen, self._exercise.slug, self._source, explored)

    def _ran(self, order: Order) -> Observation:
        if self.explorer.is_searching:
            # The search has the box.
            with self._sandbox.another() as other:
                return other.run(order)
        self.explorer.close()
        return self._sandbox.run(order)

    def _watched(self, order: Order) -> Observation:
        seen = self._ran(order)
        self._free_runs += 1
        self.cpu_s += seen.cpu_s
        if seen.backstop:
            raise InconclusiveError(
                f"a run was still going on after {seen.backstop:g} s of waiting (a backstop, not a verdict): "
                "a long sleep or time limit in the submission, or a machine that stands still"
            )
        return seen
