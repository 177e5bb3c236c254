from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from grader.course import load
from grader.errors import UsageError
from grader.grading import grade
from grader.model import GradeOptions, Submission, Verdict
from grader.report import to_json


def test_a_report_tells_of_the_whole_grading(course_root: Path, judge: Any) -> None:
    course = load(course_root)
    judge.verdicts["spawn_safe"] = Verdict.DEADLOCK
    asked = {slug: Submission(slug, Path(f"{slug}.py"), b"") for slug in ("spawn_safe", "lock_race")}
    report = grade(course, asked, GradeOptions(seed=7))
    assert [exercise.slug for exercise in report.exercises] == ["lock_race", "spawn_safe"]
    assert [exercise.score for exercise in report.exercises] == [10.0, 0.0]
    assert (report.score, report.max_score, report.exit_code) == (10.0, 20.0, 1)
    assert (report.seed, report.complete, report.box.backend) == (7, True, "bwrap")
    assert report.started.endswith("+00:00")


def test_part_of_the_start_methods_is_no_complete_grading(course_root: Path, judge: Any) -> None:
    options = GradeOptions(start_methods=("spawn",))
    report = grade(load(course_root), {"lock_race": Submission("lock_race", Path("a.py"), b"")}, options)
    assert (report.score, report.max_score, report.complete) == (5.0, 5.0, False)


def test_a_submission_for_no_exercise_is_refused(course_root: Path, judge: Any) -> None:
    with pytest.raises(UsageError):
        grade(load(course_root), {"lock": Submission("lock", Path("a.py"), b"")}, GradeOptions())


def test_a_file_name_that_is_not_utf_8_can_be_reported(course_root: Path, judge: Any) -> None:
    path = Path(os.fsdecode(b"\xff.py"))
    report = grade(load(course_root), {"lock_race": Submission("lock_race", path, b"")}, GradeOptions())
    assert b'"submission": "?.py"' in to_json(report)
