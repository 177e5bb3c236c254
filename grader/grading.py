"""A grading from end to end: choose the box, judge, score, report."""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from grader import scoring
from grader.course import Course
from grader.model import BoxReport, GradeOptions, Report, Submission

if TYPE_CHECKING:
    from grader.judge import Observer


def find_box(name: str) -> BoxReport:
    """Return the box that judges here under `name`, as of GradeOptions; raises BoxError if none works."""
    # Only here, for it brings all that looks at processes and sandboxes.
    from grader.box.backend import choose

    return choose(name).report


def grade(
    course: Course,
    submissions: Mapping[str, Submission],
    options: GradeOptions,
    observer: Observer | None = None,
) -> Report:
    """Grade `submissions` (by slug) and return the report, its exercises in course order.

    observer: is told of each case as it is judged.

    Raises CourseError, BoxError, UsageError for a slug that the course does not have, and InternalError.
    """
    # The judge brings pytest, which nobody who lists or shows exercises should have to wait for.
    from grader.judge import judge

    started, clock = datetime.now(UTC), time.monotonic()
    asked = {course.exercise(slug).slug: submission for slug, submission in submissions.items()}
    tasks = [(exercise, asked[exercise.slug]) for exercise in course.exercises if exercise.slug in asked]
    box = find_box(options.box)
    results = judge(course, tasks, options, observer)
    exercises = tuple(
        scoring.score_exercise(exercise, _shown(submission.path), results) for exercise, submission in tasks
    )
    score, max_score = scoring.total(exercises)
    return Report(
        grader=version("mpkata"),
        python=platform.python_version(),
        platform=platform.platform(),
        started=started.isoformat(timespec="seconds"),
        wall_s=round(time.monotonic() - clock, 3),
        seed=options.seed,
        complete=scoring.is_complete((exercise for exercise, _ in tasks), options),
        box=box,
        score=score,
        max_score=max_score,
        exercises=exercises,
    )


def _shown(path: Path) -> str:
    """Return `path` as text that every format can hold: a file's name is bytes, and need not be UTF-8."""
    return str(path).encode("utf-8", "replace").decode()
