"""Whether text that must stay hidden stands in what students get.

A *canary* is a line of code of the hidden suite's cases, or of the model answer or an accepted one. So that it sings
only when something has leaked, a canary

- is a line of code: no import, comment, docstring, text of a message, signature or decorator, which are contract;
- has at least 40 characters once white space is normalised, and shorter idioms are free;
- is no line of the stub, which a right answer contains by necessity, and, of a suite, stands inside a case: helpers may
  stand in the public suite as well;
- occurs in no other exercise of the course: what an author writes again and again gives nothing away.

Rejected answers have none, for a task may show what goes wrong. What students get is all of `exercises/<slug>/`. There
a canary is a fault; in Python files, where two programs about one thing may share a line by chance, only together with
its neighbour: two lines of code in a row. The public suite and the hidden one are of one hand and ask alike, so between
them what counts is a whole case: the same lines of code, with the same inputs and the same expectations.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from grader.course import Course
from grader.model import Exercise
from grader.proof.answers import Answer
from grader.proof.files import files_of
from grader.proof.matrix import Fault, Kind

LENGTH = 40


def faults_of_canaries(course: Course, exercise: Exercise, answers: Sequence[Answer]) -> list[Fault]:
    """Return a fault for each file of `exercise` that holds hidden text, with the line that gave it away."""
    common = _lines_elsewhere(course, exercise)
    stub = set(code_lines(_text(exercise.stub)))
    hidden = _of_cases(_text(exercise.hidden_suite))
    secrets = [(exercise.hidden_suite, [line for case in hidden for line in case])]
    for answer in answers:
        if answer.kind in (Kind.MODEL, Kind.ACCEPTED):
            path = answer.submission.path
            secrets.append((path, [line for line in code_lines(_text(path)) if line not in stub]))
    faults = []
    for path in files_of(exercise.folder):
        for origin, lines in secrets:
            canaries = {line for line in lines if len(line) >= LENGTH} - common
            if (origin, path) == (exercise.hidden_suite, exercise.public_suite):
                found = _same_case(_of_cases(_text(path)), hidden)
            elif path.suffix == ".py":
                found = _together(code_lines(_text(path)), lines, canaries)
            else:
                found = next((line for line in sorted(canaries) if line in _normal(_text(path))), None)
            if found is not None:
                faults.append(
                    Fault(
                        where=path.relative_to(course.root).as_posix(),
                        problem=f"it has a line of {origin.relative_to(course.root).as_posix()}: {found}",
                        next_step="Students get this file: take the line out, or write it in another way.",
                    )
                )
    return faults


def _together(public: Sequence[str], secret: Sequence[str], canaries: set[str]) -> str | None:
    """Return the first canary in `public` that has the neighbour there that it has in `secret`."""
    pairs = set(pairwise(secret))
    for pair in pairwise(public):
        if pair in pairs and not canaries.isdisjoint(pair):
            return next(line for line in pair if line in canaries)
    return None


def _same_case(public: Sequence[list[str]], hidden: Sequence[list[str]]) -> str | None:
    """Return the longest line of a case that stands in both suites."""
    return next((max(case, key=len) for case in public if case and case in hidden), None)


def code_lines(source: str) -> list[str]:
    """Return the lines of code of a Python text, white space normalised, without what is contract or text."""
    return _lines(source, _tree(source).body)


def _of_cases(source: str) -> list[list[str]]:
    """Return the lines of code of each case."""
    cases = [node for node in _tree(source).body if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"]
    return [_lines(source, [case]) for case in cases]


def _tree(source: str) -> ast.Module:
    # What is no Python is told elsewhere.
    with suppress(SyntaxError, ValueError):
        return ast.parse(source)
    return ast.Module([], [])


def _lines(source: str, nodes: Iterable[ast.stmt]) -> list[str]:
    lines = source.splitlines()
    kept: set[int] = set()
    dropped: set[int] = set()
    for top in nodes:
        kept.update(_span(top))
        for node in ast.walk(top):
            if isinstance(node, ast.Import | ast.ImportFrom):
                dropped.update(_span(node))
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                dropped.update(range(node.lineno, node.body[0].lineno))
                for decorator in node.decorator_list:
                    dropped.update(_span(decorator))
            elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                dropped.update(_all_text(node, lines))
    found = (_normal(lines[number - 1]) for number in sorted(kept - dropped))
    return [line for line in found if line and not line.startswith("#")]


def _span(node: ast.stmt | ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _all_text(node: ast.expr, lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines on which there is nothing but this text."""
    for number in _span(node):
        before = lines[number - 1].encode()[: node.col_offset] if number == node.lineno else b""
        after = lines[number - 1].encode()[node.end_col_offset :] if number == node.end_lineno else b""
        if not before.strip(b" (") and not after.strip(b" ),"):
            yield number


def _lines_elsewhere(course: Course, exercise: Exercise) -> set[str]:
    """Return the lines of code of all other exercises."""
    found: set[str] = set()
    for other in course.exercises:
        if other.slug != exercise.slug:
            for folder in (other.folder, other.hidden, course.root / "solutions" / other.slug):
                for path in files_of(folder):
                    if path.suffix == ".py":
                        found |= _long_lines_of(path)
    return found


def _long_lines_of(path: Path) -> frozenset[str]:
    return frozenset(line for raw in _text(path).splitlines() if len(line := _normal(raw)) >= LENGTH)


def _normal(text: str) -> str:
    return " ".join(text.split())


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace")
