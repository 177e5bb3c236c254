"""What is to be graded: one answer, under all start methods, with one seed; and what comes of it."""

from __future__ import annotations

import time

import msgspec

from grader.course import Course
from grader.errors import CourseError
from grader.grading import grade
from grader.model import GradeOptions, Submission, Verdict


class Task(msgspec.Struct, frozen=True):
    """One grading. label: of the answer."""

    slug: str
    label: str
    submission: Submission
    seed: int


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """One case under one start method, as far as a proof needs it."""

    case: str
    start_method: str
    verdict: Verdict
    title: str
    points: float
    public: bool
    feedback: str


class Graded(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a grading.

    broken: what is wrong with the suite, and what to do about it; there are no cases then.
    runs, cpu_s: what it took; the CPU seconds are those of the judge, and of the free runs in its boxes.
    """

    cases: tuple[Judged, ...] = ()
    runs: int = 0
    cpu_s: float = 0.0
    broken: tuple[str, str] | None = None

    @property
    def points(self) -> float:
        """What all cases are worth."""
        return round(sum(judged.points for judged in self.cases), 6)


def grade_task(course: Course, task: Task, box: str) -> Graded:
    """Grade one answer in this process.

    box: as of GradeOptions. Raises BoxError and InternalError; a broken suite is an observation.
    """
    before = time.process_time()
    try:
        report = grade(course, {task.slug: task.submission}, GradeOptions(seed=task.seed, box=box, jobs=1))
    except CourseError as error:
        return Graded(broken=(error.problem, error.next_step))
    (result,) = report.exercises
    return Graded(
        cases=tuple(
            Judged(
                case=case.name,
                start_method=case.start_method,
                verdict=case.verdict,
                title=case.title,
                points=case.max_points,
                public=case.public,
                feedback=case.feedback,
            )
            for case in result.cases
        ),
        runs=sum(case.runs for case in result.cases),
        cpu_s=round(time.process_time() - before + sum(case.cpu_s for case in result.cases), 3),
    )
