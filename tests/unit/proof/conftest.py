"""What graded answers look like, without a judge."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest

from grader.claims import Claims
from grader.course import Course
from grader.model import Submission, Verdict
from grader.proof.answers import Answer
from grader.proof.crew import Step
from grader.proof.matrix import Kind
from grader.proof.tasks import Graded, Judged, Task

METHODS = ("fork", "spawn")
CASES = {"test_the_result_comes_back": 4, "test_another_process_works": 3, "test_nobody_is_left": 3}
Lost = dict[str, Verdict]
# What the answers of `elsewhere` lose, under both start methods.
LOST: dict[str, Lost] = {
    "stub": dict.fromkeys(CASES, Verdict.LEAKED),
    "model": {},
    "accepted/simple_queue": {},
    "rejected/in_main": {"test_another_process_works": Verdict.FAILED},
    "rejected/no_join": dict.fromkeys(CASES, Verdict.LEAKED),
}


def graded(lost: Lost | None = None, *, runs: int = 6, cpu_s: float = 1.0) -> Graded:
    """A grading in which these cases are lost, under both start methods."""
    cases = tuple(
        Judged(
            case=case,
            start_method=method,
            verdict=(lost or {}).get(case, Verdict.PASSED),
            title=f"title of {case}",
            points=points / 2,
            public=case == "test_the_result_comes_back",
            feedback="what the grader said",
        )
        for method in METHODS
        for case, points in CASES.items()
    )
    return Graded(cases=cases, runs=runs, cpu_s=cpu_s)


def answer(kind: Kind, claims: Claims | None = None, waits_for: str = "") -> Answer:
    name = "" if kind in (Kind.STUB, Kind.MODEL) else "one"
    return Answer(kind, name, Submission("elsewhere", Path("one.py"), b""), claims or {}, waits_for)


class FakeCrew:
    """Grades as LOST says; `lost` says otherwise for a label, `gradings` for a label and seed."""

    def __init__(self) -> None:
        self.lost: dict[str, Lost] = dict(LOST)
        self.gradings: dict[tuple[str, int], Graded] = {}
        self.asked: list[tuple[str, int]] = []
        self.interrupt_after = -1

    def __call__(self, course: Course, tasks: Sequence[Task], box: str, jobs: int) -> Generator[Step, None, None]:
        for number, task in enumerate(tasks):
            if number == self.interrupt_after:
                raise KeyboardInterrupt
            yield task, None
            self.asked.append((task.label, task.seed))
            yield task, self.gradings.get((task.label, task.seed)) or graded(self.lost[task.label])


@pytest.fixture
def crew() -> FakeCrew:
    return FakeCrew()


@pytest.fixture
def make_graded() -> Callable[..., Graded]:
    return graded


@pytest.fixture
def make_answer() -> Callable[..., Answer]:
    return answer
