"""What a case sees of one run, and what the run's outcome is."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from grader.box.observation import Observation, OverLimit, SeenMark, Standing
from grader.box.rest import Stillness
from grader.model import Verdict

FINISHED = "finished"

Mark = SeenMark
OrderFinder = Callable[[Sequence[str]], Iterator[tuple[SeenMark, ...]]]


class OutcomeError(Exception):
    """A case asked for the value of a run that has none; verdict: what became of the run."""

    def __init__(self, run: Run) -> None:
        super().__init__(run.told)
        self.run = run
        self.verdict = run.trouble
        self.told = run.told
        self.detail = run.detail


class InconclusiveError(Exception):
    """Nothing can be said of the submission: the clock stopped a run, or something decided that nobody controls."""


@dataclass(frozen=True)
class Run:
    """One run of a scenario, or of the submission as a program.

    main: which process ran the scenario, to be compared with a mark's `process`.
    marks: all marks, in the order in which the judge had them.
    elapsed: virtual seconds (explored runs; 0 in a free run). schedule, timeline: of an explored run; else empty.
    _order_finder: finds the orders of marks that an explored run allows.
    """

    observation: Observation
    slug: str
    source: str
    elapsed: float = 0.0
    schedule: str = ""
    timeline: tuple[str, ...] = ()
    _order_finder: OrderFinder | None = None

    @property
    def value(self) -> Any:
        """What the scenario returned; raises the outcome of a run that did not finish or left something behind."""
        if self.trouble is not None:
            raise OutcomeError(self)
        return self.observation.returned.value if self.observation.returned else None

    @property
    def main(self) -> int:
        """The process that ran the scenario."""
        return 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks of the run."""
        return tuple(self.observation.marks)

    def orders(self, *names: str) -> Iterator[tuple[Mark, ...]]:
        """Yield every order of the marks called `names` that this run allows; of a free run, the one that was seen."""
        if self._order_finder is None:
            yield tuple(mark for mark in self.marks if mark.name in names)
        else:
            yield from self._order_finder(names)

    @property
    def exitcodes(self) -> tuple[int | None, ...]:
        """Exit codes of the processes that main has started, in that order, when the scenario returned.

        None for one that main had not reaped. Of a program: its own exit code only.
        """
        seen = self.observation
        if seen.returned is not None:
            return seen.returned.exit_codes
        return () if seen.status is None else (os.waitstatus_to_exitcode(seen.status),)

    @property
    def stdout(self) -> str:
        """What all processes of the run printed."""
        return self.observation.stdout.decode("utf-8", "replace")

    @property
    def left_behind(self) -> tuple[str, ...]:
        """Names of the processes and of the shared memory that were there when the scenario returned."""
        return (*self.observation.left_behind, *self.observation.left_memory)

    @property
    def exception(self) -> tuple[str, str] | None:
        """Type and text of the exception that made the run an error, or None."""
        errors = self._errors()
        return (errors[0].exception.type, errors[0].exception.text) if errors else None

    @property
    def outcome(self) -> str:
        """`finished`, or which of error, crashed, deadlock, livelock, over_limit became of the run."""
        trouble = self._trouble_before_leaks()
        return FINISHED if trouble is None else trouble.value

    @property
    def trouble(self) -> Verdict | None:
        """The verdict on a run that cannot give a value, the first that applies; None if it can."""
        return self._trouble_before_leaks() or (Verdict.LEAKED if self.left_behind else None)

    def _trouble_before_leaks(self) -> Verdict | None:
        seen = self.observation
        still = {Stillness.DEADLOCK: Verdict.DEADLOCK, Stillness.LIVELOCK: Verdict.LIVELOCK}.get(seen.stillness)
        if self.over is not None:
            return Verdict.OVER_LIMIT
        if self._errors() or seen.fell_out:
            return Verdict.ERROR
        if still is None and self._died():
            return Verdict.CRASHED
        return still

    def _errors(self) -> list[Any]:
        return [
            raised
            for raised in self.observation.raised
            if raised.where in ("import", "scenario") or raised.exception.owner == "submission"
        ]

    def _died(self) -> bool:
        seen = self.observation
        is_scenario = not seen.is_script
        return seen.runner_lost or (is_scenario and seen.returned is None)

    @property
    def over(self) -> OverLimit | None:
        """The limit that the run passed."""
        seen = self.observation
        was_killed = seen.status is not None and os.WIFSIGNALED(seen.status)
        if seen.over is None and was_killed and os.WTERMSIG(seen.status or 0) == signal.SIGXCPU:
            return OverLimit("cpu", "the CPU time of one process")
        return seen.over

    @property
    def told(self) -> str:
        """One sentence for the student on what became of the run; empty for one that finished well."""
        match self.trouble:
            case Verdict.OVER_LIMIT:
                assert self.over is not None
                return f"The run was stopped at a limit: {self.over.figure}."
            case Verdict.ERROR:
                return self._told_error()
            case Verdict.CRASHED:
                return self._told_crash()
            case Verdict.DEADLOCK:
                return "Every process waits, without a time limit, for something that none of them will ever do."
            case Verdict.LIVELOCK:
                return "Processes wake up again and again to look for something that will never come."
            case Verdict.LEAKED:
                return f"Left behind when the call returned: {', '.join(self.left_behind)}."
            case _:
                return ""

    def _told_error(self) -> str:
        errors = self._errors()
        if not errors:
            return "A copy of main came back out of the call: a forked child must end by itself."
        error = errors[0].exception
        place = f"{self.slug}.py:{error.line}: " if error.line else f"{self.slug}.py: "
        where = f" (in {error.function})" if error.function and error.function != "<module>" else ""
        who = "" if errors[0].process == "MainProcess" else f" in {errors[0].process}"
        text = f": {error.text}" if error.text else ""
        return f"{place}{error.type}{who}{text}{where}"

    def _told_crash(self) -> str:
        seen = self.observation
        if seen.exited is not None:
            error = seen.exited.exception
            place = f" at line {error.line}" if error.line else ""
            doing = "while being imported" if seen.exited.where == "import" else "before it returned"
            return f"{self.slug}.py left the program{place} (SystemExit) {doing}."
        if seen.runner_lost or seen.status is None:
            return "The run ended without a result: the process that watches over it in the box was gone."
        code = os.waitstatus_to_exitcode(seen.status)
        how = f"by signal {-code} ({signal.Signals(-code).name})" if code < 0 else f"with exit code {code}"
        return f"main ended {how} before the call returned."

    @property
    def detail(self) -> tuple[str, ...]:
        """More lines for the student: source lines of the submission that the sentence speaks of."""
        lines = self.source.splitlines()
        if self.trouble is Verdict.ERROR and self._errors():
            error = self._errors()[0].exception
            return (f"line {error.line}: {error.source}",) if error.line and error.source else ()
        if self.trouble in (Verdict.DEADLOCK, Verdict.LIVELOCK):
            return tuple(_stands(standing, lines) for standing in self.observation.standing)
        return ()


def _stands(standing: Standing, lines: list[str]) -> str:
    if not 0 < standing.line <= len(lines):
        return f"{standing.process} waits outside your file"
    return (
        f"{standing.process} waits at line {standing.line}, in {standing.function}: {lines[standing.line - 1].strip()}"
    )
