"""One contract over every exercise: the stub fails, right answers pass, each wrong one loses exactly what it claims."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.claims import read_claims
from grader.course import Course, load
from grader.grading import grade
from grader.model import CaseResult, Exercise, ExerciseResult, GradeOptions, Verdict
from grader.submission import read

ROOT = Path(__file__).resolve().parents[2]
COURSE: Course = load(ROOT)
SLUGS = [exercise.slug for exercise in COURSE.exercises]


def answers(kind: str) -> list[object]:
    files = [
        pytest.param(slug, path, id=f"{slug}-{path.stem}")
        for slug in SLUGS
        for path in sorted((ROOT / "solutions" / slug / kind).glob("*.py"))
    ]
    assert files, f"no {kind} answers at all"
    return files


def graded(slug: str, path: Path) -> ExerciseResult:
    (result,) = grade(COURSE, {slug: read(path, slug)}, GradeOptions(seed=1, jobs=1)).exercises
    return result


def told(cases: list[CaseResult]) -> str:
    return "\n".join(f"{case.name}[{case.start_method}]: {case.verdict}: {case.feedback}" for case in cases)


def explored(exercise: Exercise) -> set[str]:
    """Names of the cases that ask for every schedule."""
    names = set()
    for suite in (exercise.public_suite, exercise.hidden_suite):
        for node in ast.parse(suite.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and "box.explore(" in ast.unparse(node):
                names.add(node.name)
    return names


@pytest.mark.parametrize("slug", SLUGS)
def test_points_add_up_to_ten(slug):
    assert graded(slug, ROOT / "solutions" / slug / f"{slug}.py").max_score == 10


@pytest.mark.parametrize("slug", SLUGS)
def test_the_stub_is_no_solution(slug):
    result = graded(slug, COURSE.exercise(slug).stub)
    lost = [case for case in result.cases if case.verdict is not Verdict.PASSED]
    assert lost
    assert all(case.verdict.is_scored for case in lost), told(lost)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_model_answer_has_full_marks(slug):
    result = graded(slug, ROOT / "solutions" / slug / f"{slug}.py")
    assert result.score == 10, told([case for case in result.cases if case.verdict is not Verdict.PASSED])


@pytest.mark.parametrize(("slug", "path"), answers("accepted"))
def test_an_accepted_answer_has_full_marks(slug, path):
    result = graded(slug, path)
    lost = [case for case in result.cases if case.verdict is not Verdict.PASSED]
    if path.read_text("utf-8").startswith("# waits for: "):
        # It stands on something that schedules do not control yet; free cases hold, explored ones say nothing.
        lost = [
            case
            for case in lost
            if case.verdict is not Verdict.INCONCLUSIVE or case.name not in explored(COURSE.exercise(slug))
        ]
    assert not lost, told(lost)


@pytest.mark.parametrize(("slug", "path"), answers("rejected"))
def test_a_rejected_answer_loses_what_it_claims(slug, path):
    claims = read_claims(path, COURSE.exercise(slug))
    cases = graded(slug, path).cases
    assert claims.keys() <= {(case.name, case.start_method) for case in cases}
    wrong = []
    for case in cases:
        claimed = claims.get((case.name, case.start_method), frozenset({Verdict.PASSED}))
        if case.verdict not in claimed:
            wrong.append(case)
    assert not wrong, told(wrong)
