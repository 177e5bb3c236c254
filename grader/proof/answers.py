"""The answers to an exercise whose worth is known: its stub, the model answer, accepted and rejected ones."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import msgspec

from grader.claims import Claims, read_claims
from grader.course import Course
from grader.errors import CourseError, GraderError
from grader.model import Exercise, Submission
from grader.proof.matrix import Fault, Kind
from grader.submission import read

_WAITS = re.compile(r"# waits for: (\S.*)")


class Answer(msgspec.Struct, frozen=True):
    """One answer. claims: of a rejected one. waits_for: of an accepted one, see docs/suite-api.md."""

    kind: Kind
    name: str
    submission: Submission
    claims: Claims = {}
    waits_for: str = ""

    @property
    def label(self) -> str:
        """`stub`, `model`, `accepted/two_locks`, `rejected/no_lock`."""
        return self.kind.label(self.name)


def solutions_of(course: Course, exercise: Exercise) -> Path:
    """Return the folder of the exercise's answers; raises CourseError for a course that was installed without them."""
    if not (course.root / "solutions").is_dir():
        raise CourseError(
            f"there are no solutions in {course.root}", "answers are proven in a clone, which has solutions/: go there"
        )
    return course.root / "solutions" / exercise.slug


def answers_of(course: Course, exercise: Exercise) -> tuple[list[Answer], list[Fault]]:
    """Read all answers to `exercise`, stub and model answer first, and tell what is wrong with them.

    An answer that cannot be read, is no Python, or has no claims where it must, is a fault and is left out.
    """
    folder = solutions_of(course, exercise)
    places = [(Kind.STUB, "", exercise.stub), (Kind.MODEL, "", folder / f"{exercise.slug}.py")]
    for kind in (Kind.ACCEPTED, Kind.REJECTED):
        places += [(kind, path.stem, path) for path in sorted((folder / kind).glob("*.py"))]
    answers, faults = [], []
    for kind, name, path in places:
        if not path.exists():
            # `files` tells of it.
            continue
        try:
            answers.append(_answer(exercise, kind, name, path))
        except GraderError as error:
            where = path.relative_to(course.root).as_posix()
            problem = error.problem.removeprefix(f"{path}: ").replace(str(path), where)
            faults.append(Fault(where=where, problem=problem, next_step=error.next_step))
    return answers, faults


def _answer(exercise: Exercise, kind: Kind, name: str, path: Path) -> Answer:
    submission = read(path, exercise.slug)
    text = submission.source.decode()
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise CourseError(f"{path}: it is no Python: {error}", "An answer may be wrong, but must parse.") from None
    waits = _WAITS.match(text) if kind is Kind.ACCEPTED else None
    claims = read_claims(path, exercise) if kind is Kind.REJECTED else {}
    return Answer(kind, name, submission, claims, waits[1].strip() if waits else "")


def explored_cases(exercise: Exercise) -> frozenset[str]:
    """Return the names of the cases that search schedules: they call `explore`, or a helper of the suite that does."""
    found: set[str] = set()
    for suite in (exercise.public_suite, exercise.hidden_suite):
        try:
            tree = ast.parse(suite.read_bytes())
        except (SyntaxError, ValueError):
            # The judge tells of it.
            continue
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        uses = {node.name: _used(node) for node in functions}
        searching = {"explore"}
        while more := {name for name, used in uses.items() if used & searching} - searching:
            searching |= more
        found |= searching & uses.keys()
    return frozenset(name for name in found if name.startswith("test_"))


def _used(function: ast.FunctionDef) -> set[str]:
    """Return the names of all that a function uses, attributes too."""
    nodes = list(ast.walk(function))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}
