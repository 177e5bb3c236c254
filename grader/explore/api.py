"""`explore`: finds the schedule in which a multiprocessing program fails, without a course or a box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.explore.execution import Chooser, Execution
from grader.explore.failure import Failure, failure_of
from grader.explore.host import StuckError
from grader.explore.policy import DivergenceError, Guided
from grader.explore.schedule import Schedule, check_of, parse, schedule_of
from grader.explore.search import Search
from grader.explore.shrink import shrink
from grader.explore.standalone import Standalone
from grader.explore.timeline import Timeline, timeline_of

Program = Callable[[Any], object]
INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class Result:
    """What a search found.

    failed: a schedule fails, and did so again when it was replayed. failure: how. schedule: its shortest form, None
    unless failed; print it, and give it to `replay`. timeline: what happened in it, empty unless failed.
    claim: what is known of the schedules: `exhaustive`, `bounded k`, `sampled p`, or empty where a failure was found;
    `inconclusive` where something decides that nobody controls (`problem` says what).
    executions: how many schedules were run; failing: how many of them failed; blocked: how many were begun and given
    up because they would have repeated another.
    """

    failed: bool
    failure: Failure | None
    schedule: Schedule | None
    timeline: Timeline
    claim: str
    executions: int
    failing: int
    blocked: int
    problem: str = ""

    def __str__(self) -> str:
        if self.failed:
            return f"{self.failure}\n\n{self.timeline}\n\nschedule {self.schedule}"
        return f"{self.claim}: {self.executions} schedules. {self.problem}".rstrip()


def explore(
    program: Program,
    start_method: str = "fork",
    *,
    schedules: int = 2000,
    steps: int = 5000,
    stop: bool = True,
    shrinking: int = 200,
    output: bool = False,
) -> Result:
    """Run `program(ctx)` in every schedule that differs, and return what was found.

    program: makes its locks, queues and processes through `ctx`, a multiprocessing context, and fails by an
    exception. Its module must be importable by name for `spawn`. start_method: fork, spawn or forkserver.
    schedules: how many to run at most. steps: how many steps one may have before it counts as a livelock.
    stop: end with the first schedule that fails; else count them all. shrinking: how many more runs may be spent on
    making the failing schedule short. output: show what the program prints, once a schedule.
    Raises ValueError for another start method.
    """
    if start_method not in ("fork", "spawn", "forkserver"):
        raise ValueError(f"start_method {start_method!r} is not fork, spawn or forkserver")
    with Standalone(program, start_method, output=output) as host:
        search = Search(host, budget=schedules, steps=steps)
        first: tuple[Execution, Failure] | None = None
        failing = 0
        problem = ""
        try:
            for execution in search:
                failure = failure_of(execution)
                if failure is not None:
                    failing += 1
                    first = first or (execution, failure)
                    if stop:
                        break
        except (DivergenceError, StuckError) as trouble:
            problem = str(trouble)
        if first is None:
            claim = INCONCLUSIVE if problem else search.claim
            return Result(False, None, None, Timeline(), claim, search.executions, 0, search.blocked, problem)
        try:
            told = _replayed(host, *first, start_method, steps, shrinking)
        except (DivergenceError, StuckError) as trouble:
            problem = str(trouble)
            return Result(
                False, None, None, Timeline(), INCONCLUSIVE, search.executions, failing, search.blocked, problem
            )
        claim = "" if stop else search.claim
        failure, schedule, timeline = told
        return Result(True, failure, schedule, timeline, claim, search.executions, failing, search.blocked)


def replay(program: Program, schedule: Schedule | str, *, steps: int = 5000, output: bool = False) -> Result:
    """Run `program` once more in `schedule`, or in that of a token, and return what came of it.

    Raises TokenError for a word that is no token. A schedule that leads elsewhere now is `inconclusive`.
    """
    wanted = parse(schedule) if isinstance(schedule, str) else schedule
    with Standalone(program, wanted.start_method, output=output) as host:
        problem = ""
        try:
            execution = _play(host, Guided(dict(wanted.turns)), steps, 1, names=True)
        except (DivergenceError, StuckError) as trouble:
            problem = str(trouble)
        else:
            if wanted.check and check_of(execution) != wanted.check:
                problem = "the same schedule led to other steps"
        if problem:
            return Result(False, None, None, Timeline(), INCONCLUSIVE, 1, 0, 0, problem)
        failure = failure_of(execution)
        timeline = timeline_of(execution, failure)
        return Result(failure is not None, failure, wanted, timeline, "", 1, int(failure is not None), 0)


def _replayed(
    host: Standalone, execution: Execution, failure: Failure, start_method: str, steps: int, budget: int
) -> tuple[Failure, Schedule, Timeline]:
    """Replay a failing execution, make it short, and tell it; raises DivergenceError if it does not fail again."""
    runs = execution.run

    def play(chooser: Chooser, *, names: bool = False) -> Execution:
        nonlocal runs
        runs += 1
        return _play(host, chooser, steps, runs, names=names)

    def fails(other: Execution) -> bool:
        found = failure_of(other)
        return found is not None and (found.kind, found.text) == (failure.kind, failure.text)

    short = shrink(execution, play, fails, budget)
    again = play(Guided(short.turned), names=True)
    if not fails(again):
        raise DivergenceError("a schedule failed, and did not fail again when it was replayed")
    return failure, schedule_of(again, start_method), timeline_of(again, failure)


def _play(host: Standalone, chooser: Chooser, steps: int, run: int, *, names: bool) -> Execution:
    host.names = names
    execution = Execution(host, run, steps)
    execution.play(chooser)
    return execution
