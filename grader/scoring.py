"""From the results of cases to scores. Pure: nothing is read, written or asked for here.

The points of a case are split evenly over its start methods, so that sums are sums of thirds: they are summed
exactly and rounded to DIGITS, by which 1/3 + 1/3 + 1/3 is 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from grader.model import CaseResult, Exercise, ExerciseResult, GradeOptions

DIGITS = 6


def exact_sum(numbers: Iterable[float]) -> float:
    """Return the sum of `numbers`, rounded to DIGITS digits after the point."""
    return round(math.fsum(numbers), DIGITS)


def score_exercise(exercise: Exercise, submission: str, results: Iterable[CaseResult]) -> ExerciseResult:
    """Score one exercise.

    submission: the path of the submission, as shown.
    results: of this exercise and maybe of others, in the order of the suite.

    The score is None where a case says nothing of the submission (`internal`, `inconclusive`): no score is
    not zero.
    """
    cases = tuple(result for result in results if result.slug == exercise.slug)
    judged = all(case.verdict.is_scored for case in cases)
    return ExerciseResult(
        slug=exercise.slug,
        title=exercise.config.title.en,
        submission=submission,
        score=exact_sum(case.points for case in cases) if judged else None,
        max_score=exact_sum(case.max_points for case in cases),
        cases=cases,
    )


def total(exercises: Sequence[ExerciseResult]) -> tuple[float | None, float]:
    """Return score and full marks of all `exercises`; no score where one of them has none."""
    scores = [exercise.score for exercise in exercises if exercise.score is not None]
    score = exact_sum(scores) if len(scores) == len(exercises) else None
    return score, exact_sum(exercise.max_score for exercise in exercises)


def is_complete(exercises: Iterable[Exercise], options: GradeOptions) -> bool:
    """Whether all cases of `exercises` were asked for, under all their start methods."""
    if options.public_only or options.replay:
        return False
    asked = set(options.start_methods)
    return not asked or all(asked.issuperset(exercise.config.start_methods) for exercise in exercises)
