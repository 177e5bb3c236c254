"""One contract over every exercise, the one of `grade verify`: each answer is graded once, and each is a test.

Nothing is taken from what an earlier proof has kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from grader.course import Course, load
from grader.model import Exercise
from grader.proof import rules
from grader.proof.answers import Answer, answers_of, explored_cases
from grader.proof.canaries import faults_of_canaries
from grader.proof.files import faults_of_files
from grader.proof.matrix import Fault, Kind, Row
from grader.proof.tasks import Graded, Task, grade_task

ROOT = Path(__file__).resolve().parents[2]
COURSE: Course = load(ROOT)
ANSWERS = {exercise.slug: answers_of(COURSE, exercise) for exercise in COURSE.exercises}
OTHERS = [
    pytest.param(exercise, answer, id=f"{exercise.slug}-{answer.name}")
    for exercise in COURSE.exercises
    for answer in ANSWERS[exercise.slug][0]
    if answer.name
]
EXERCISES = [pytest.param(exercise, id=exercise.slug) for exercise in COURSE.exercises]


def judged(exercise: Exercise, answer: Answer) -> tuple[Graded, Row, list[Fault]]:
    graded = grade_task(COURSE, Task(exercise.slug, answer.label, answer.submission, seed=1), "auto")
    assert graded.broken is None, graded.broken
    path = answer.submission.path.relative_to(ROOT).as_posix()
    return graded, *rules.row_of(answer, [graded], explored_cases(exercise), path)


def told(faults: Iterable[Fault]) -> list[str]:
    return [f"{fault.where}: {fault.problem}" for fault in faults]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_stub_model_answer_and_suite(exercise):
    answers, faults = ANSWERS[exercise.slug]
    (stub, model), others = answers[:2], answers[2:]
    assert (stub.kind, model.kind) == (Kind.STUB, Kind.MODEL), told(faults)
    _, stub_row, stub_faults = judged(exercise, stub)
    graded, model_row, model_faults = judged(exercise, model)
    # What the others lose is proven below to be what they claim.
    claimed = [rules.row_as_claimed(answer, graded) for answer in others if answer.kind is Kind.REJECTED]
    columns = rules.columns_of(exercise, graded.cases, [stub_row, *claimed])
    faults += [*stub_faults, *model_faults, *faults_of_files(COURSE, exercise)]
    faults += faults_of_canaries(COURSE, exercise, answers)
    faults += rules.faults_of_suite(columns, graded.points)
    faults += rules.faults_of_cost({Kind.STUB: stub_row, Kind.MODEL: model_row})
    assert told(faults) == []


@pytest.mark.parametrize(("exercise", "answer"), OTHERS)
def test_answer(exercise, answer):
    _, _, faults = judged(exercise, answer)
    assert told(faults) == []
