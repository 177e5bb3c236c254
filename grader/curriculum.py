"""The page docs/curriculum.md: what each kata teaches, and which kata teaches what.

It is made from course.toml and each exercise.toml; after a change there:
`python -m grader.curriculum > docs/curriculum.md`
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.course import Course, find_course, load
from grader.model import Exercise

HEAD = """\
# Curriculum

Made by `python -m grader.curriculum` from course.toml and each exercise.toml: change those.
"""


def curriculum(course: Course) -> str:
    """Return the page as Markdown."""
    return "\n".join([HEAD, *_katas(course), *_facilities(course)])


def uncovered(course: Course) -> list[str]:
    """Return the facilities of the course that no kata names."""
    named = {facility for exercise in course.exercises for facility in exercise.config.facilities}
    return [facility for unit in course.units for facility in unit.facilities if facility not in named]


def _katas(course: Course) -> Iterator[str]:
    for number, unit in enumerate(course.units, start=1):
        exercises = [exercise for exercise in course.exercises if exercise.config.unit == unit.name]
        if exercises:
            yield f"## {number}. {unit.title.en}\n"
            yield from _table(
                ("kata", "teaches", "kind", "start methods", "difficulty"),
                [
                    (
                        f"{_link(exercise)}: {exercise.config.title.en}",
                        exercise.config.teaches,
                        exercise.config.kind,
                        ", ".join(exercise.config.start_methods),
                        str(exercise.config.difficulty),
                    )
                    for exercise in exercises
                ],
            )


def _facilities(course: Course) -> Iterator[str]:
    if not any(unit.facilities for unit in course.units):
        return
    yield "## What is taught where\n"
    yield "The facilities and pitfalls of each unit, as course.toml lists them, and the katas that name them.\n"
    for unit in course.units:
        if unit.facilities:
            yield f"### {unit.title.en}\n"
            yield from _table(
                ("facility or pitfall", "kata"),
                [(facility, ", ".join(map(_link, _teaching(course, facility)))) for facility in unit.facilities],
            )


def _teaching(course: Course, facility: str) -> list[Exercise]:
    return [exercise for exercise in course.exercises if facility in exercise.config.facilities]


def _link(exercise: Exercise) -> str:
    return f"[{exercise.slug}](../exercises/{exercise.slug}/README.md)"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(curriculum(load(find_course(Path.cwd()))))
