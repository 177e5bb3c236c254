"""What a suite says of its cases: points, titles, start methods, needs; and whether all of that is in order."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from grader.errors import CourseError
from grader.judge.brief import Brief
from grader.model import Exercise

MARKERS = (
    "points(n): what the case is worth; split evenly between its start methods",
    "start_methods(*names): run the case under these only",
    "needs(*names): skip the case where one of these did not pass",
    "schedules(n): another budget for the search",
    "feedback(verdict=text): what the student is told under that verdict",
)


def exercise_of(brief: Brief, item: Any) -> Exercise:
    """Return the exercise whose suite `item` (a case or its definition) belongs to."""
    return brief.exercises[Path(item.path).parent.name]


def name_of(item: Any) -> str:
    """Return the name of the case, without its parameters."""
    return str(getattr(item, "originalname", None) or item.name)


def method_of(item: pytest.Item) -> str:
    """Return the start method of this item."""
    return str(_callspec(item).params["box"]) if _callspec(item) else ""


def title_of(item: pytest.Item) -> str:
    """Return the case's title: its docstring, on one line."""
    return " ".join((inspect.getdoc(_function(item)) or "").split())


def points_of(item: pytest.Item) -> int:
    """Return the points of the case over all its start methods."""
    marker = item.get_closest_marker("points")
    return int(marker.args[0]) if marker else 0


def budget_of(item: pytest.Item) -> int | None:
    """Return the case's own budget in schedules, None for that of the exercise."""
    marker = item.get_closest_marker("schedules")
    return int(marker.args[0]) if marker else None


def needs_of(item: pytest.Item) -> tuple[str, ...]:
    """Return the names of the cases that must have passed before."""
    return tuple(str(name) for marker in item.iter_markers("needs") for name in marker.args)


def feedback_of(item: pytest.Item) -> dict[str, str]:
    """Return the author's texts by verdict."""
    return {verdict: str(text) for marker in item.iter_markers("feedback") for verdict, text in marker.kwargs.items()}


def all_start_methods_of(exercise: Exercise, item: Any) -> tuple[str, ...]:
    """Return the start methods between which the case's points are split."""
    marker = item.get_closest_marker("start_methods")
    return tuple(marker.args) if marker else exercise.config.start_methods


def start_methods_of(brief: Brief, exercise: Exercise, item: Any) -> tuple[str, ...]:
    """Return the start methods that this grading runs the case under."""
    wanted = brief.start_methods(exercise)
    return tuple(name for name in all_start_methods_of(exercise, item) if name in wanted)


def check(brief: Brief, items: Sequence[pytest.Item]) -> None:
    """Raise CourseError for a suite without cases, or a case without what it must have."""
    for exercise in brief.exercises.values():
        cases = [item for item in items if exercise_of(brief, item) is exercise]
        wanted = brief.start_methods(exercise)
        if not cases and wanted:
            raise CourseError(
                f"{exercise.hidden_suite}: the suite has no cases", "Write functions test_...(box) in it."
            )
        names = {name_of(item) for item in cases}
        for item in cases:
            _check_case(exercise, item, names)
        if sum(points_of(item) for item in cases) == 0 and cases:
            raise CourseError(f"{exercise.hidden_suite}: no case has points", "Mark cases with @pytest.mark.points(n).")
        _check_public(exercise, cases)


def _check_case(exercise: Exercise, item: pytest.Item, names: Iterable[str]) -> None:
    place = f"{item.path}: {name_of(item)}"
    if "box" not in getattr(item, "fixturenames", ()):
        raise CourseError(f"{place} does not take `box`", "A case is a function test_...(box).")
    marker = item.get_closest_marker("points")
    if marker is None or len(marker.args) != 1 or not isinstance(marker.args[0], int) or marker.args[0] < 1:
        raise CourseError(f"{place} has no points", "Mark it with @pytest.mark.points(n), n >= 1.")
    if not title_of(item):
        raise CourseError(f"{place} has no title", "Its docstring is what students see: write one line.")
    has = exercise.config.start_methods
    odd = [method for method in all_start_methods_of(exercise, item) if method not in has]
    if odd:
        raise CourseError(f"{place} is marked for {odd[0]!r}", f"The exercise has the start methods {', '.join(has)}.")
    if set(getattr(_callspec(item), "params", {})) - {"box"}:
        raise CourseError(f"{place} is parametrised", "Write a loop in the case, or a case for each.")
    unknown = [name for name in needs_of(item) if name not in names]
    if unknown:
        raise CourseError(f"{place} needs {unknown[0]!r}, which is no case of this suite")


def _check_public(exercise: Exercise, cases: Sequence[pytest.Item]) -> None:
    there = {name_of(item) for item in cases if item.path == exercise.public_suite}
    said = set(exercise.config.public)
    if there and there != said:
        odd = ", ".join(sorted(there ^ said))
        raise CourseError(
            f"{exercise.folder / 'exercise.toml'}: `public` and {exercise.public_suite.name} differ in: {odd}",
            "List exactly the cases of that file.",
        )


def _callspec(item: Any) -> Any:
    return getattr(item, "callspec", None)


def _function(item: Any) -> Any:
    return getattr(item, "function", None)
