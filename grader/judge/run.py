"""What a case sees of one run, and what the run's outcome is."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from grader.box.limits import OverLimit
from grader.box.observation import Observation, SeenMark, Standing
from grader.box.rest import Stillness
from grader.model import Verdict

FINISHED = "finished"

Mark = SeenMark


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


class Explored(Protocol):
    """What a controlled run has besides what every run shows; see the attributes of `Run`."""

    @property
    def elapsed(self) -> float:
        """Virtual seconds."""

    @property
    def schedule(self) -> str:
        """A token."""

    @property
    def timeline(self) -> tuple[str, ...]:
        """Steps."""

    def orders(self, names: Sequence[str]) -> Iterator[tuple[SeenMark, ...]]:
        """Yield orders of marks."""


@dataclass(frozen=True)
class Run:
    """One run of a scenario, or of the submission as a program.

    main: which process ran the scenario, to be compared with a mark's `process`.
    marks: all marks, in the order in which the judge had them.
    explored: the rest, of a controlled run; None of a free one.
    """

    observation: Observation
    slug: str
    source: str
    explored: Explored | None = None

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
        if self.explored is None:
            yield tuple(mark for mark in self.marks if mark.name in names)
        else:
            yield from self.explored.orders(names)

    @property
    def elapsed(self) -> float:
        """The virtual seconds that had passed when the scenario returned; 0 of a free run."""
        return self.explored.elapsed if self.explored else 0.0

    @property
    def schedule(self) -> str:
        """A token that replays this run; empty of a free run."""
        return self.explored.schedule if self.explored else ""

    @property
    def timeline(self) -> tuple[str, ...]:
        """The steps that matter, one a line; empty of a free run."""
        return self.explored.timeline if self.explored else ()

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
        return self.observation.over

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
        if self.is_unwritten:
            return f"{self.slug}.py:{error.line}: {error.function} is not written yet."
        place = f"{self.slug}.py:{error.line}: " if error.line else f"{self.slug}.py: "
        where = f" (in {error.function})" if error.function and error.function != "<module>" else ""
        who = "" if errors[0].process == "MainProcess" else f" in {errors[0].process}"
        text = f": {error.text}" if error.text else ""
        return f"{place}{error.type}{who}{text}{where}"

    @property
    def is_unwritten(self) -> bool:
        """Whether the run came to a function that is still as the stub has it."""
        error = self._errors()[0].exception if self._errors() else None
        return error is not None and (error.type, error.text) == ("NotImplementedError", "") and bool(error.line)

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
        how = f"by signal {-code}{_signal_name(-code)}" if code < 0 else f"with exit code {code}"
        why = " That happens where no room is left for shared memory." if code == -signal.SIGBUS else ""
        return f"main ended {how} before the call returned.{why}"

    @property
    def detail(self) -> tuple[str, ...]:
        """More lines for the student: source lines of the submission that the sentence speaks of."""
        lines = source_lines(self.source)
        if self.trouble is Verdict.ERROR and self._errors():
            error = self._errors()[0].exception
            return (f"line {error.line}: {error.source}",) if error.line and error.source else ()
        if self.over is not None:
            return (f"what was seen: {self.over.seen}",) if self.over.seen else ()
        if self.trouble in (Verdict.DEADLOCK, Verdict.LIVELOCK):
            return tuple(_stands(standing, lines) for standing in self.observation.standing)
        return ()


def source_lines(text: str) -> list[str]:
    """Return the lines of a program as the compiler counts them: a form feed begins no new one."""
    return io.StringIO(text, newline=None).readlines()


def _signal_name(number: int) -> str:
    # Those in between the real-time signals have no name.
    return f" ({signal.Signals(number).name})" if number in set(signal.Signals) else ""


def _stands(standing: Standing, lines: list[str]) -> str:
    if not 0 < standing.line <= len(lines):
        return f"{standing.process} waits outside your file"
    return (
        f"{standing.process} waits at line {standing.line}, in {standing.function}: {lines[standing.line - 1].strip()}"
    )
