from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course import load
from grader.model import CaseResult, GradeOptions, Verdict
from grader.scoring import exact_sum, is_complete, score_exercise, total


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(1, 3)), max_size=20))
def test_points_split_over_start_methods_add_up_again(cases: list[tuple[int, int]]) -> None:
    shares = [points / methods for points, methods in cases for _ in range(methods)]
    assert exact_sum(shares) == sum(points for points, _ in cases)


def test_an_exercise_sums_its_own_cases(course_root: Path, result: Callable[..., CaseResult]) -> None:
    exercise = load(course_root).exercise("lock_race")
    results = [
        result(max_points=1 / 3),
        result(max_points=1 / 3),
        result(max_points=1 / 3),
        result(verdict=Verdict.FAILED, max_points=2.0),
        result(verdict=Verdict.SKIPPED, max_points=3.0),
        result(slug="spawn_safe", max_points=9.0),
    ]
    scored = score_exercise(exercise, "a.py", results)
    assert (scored.score, scored.max_score, len(scored.cases)) == (1.0, 6.0, 5)
    assert (scored.slug, scored.title, scored.submission) == ("lock_race", "A title", "a.py")


@pytest.mark.parametrize("verdict", [Verdict.INTERNAL, Verdict.INCONCLUSIVE])
def test_what_could_not_be_judged_gives_no_score(
    course_root: Path, result: Callable[..., CaseResult], verdict: Verdict
) -> None:
    exercise = load(course_root).exercise("lock_race")
    without = score_exercise(exercise, "a.py", [result(), result(verdict=verdict)])
    with_score = score_exercise(exercise, "a.py", [result()])
    assert (without.score, without.max_score) == (None, 2.0)
    assert total([with_score, without]) == (None, 3.0)
    assert total([with_score, with_score]) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("options", "complete"),
    [
        (GradeOptions(), True),
        (GradeOptions(public_only=True), False),
        (GradeOptions(replay="x1-3.11-fork-0-0000-0@test_x"), False),
        (GradeOptions(start_methods=("spawn",)), False),
        (GradeOptions(start_methods=("fork", "spawn")), True),
    ],
)
def test_only_a_whole_grading_is_complete(course_root: Path, options: GradeOptions, complete: bool) -> None:
    assert is_complete(load(course_root).exercises, options) is complete
