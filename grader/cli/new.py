"""`grade new`: the files of a new exercise."""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path

import rich_click as click

from grader.cli.common import here
from grader.course import KINDS, Course
from grader.errors import OutputError, UsageError
from grader.proof.answers import solutions_of
from grader.scaffold import scaffold

# Names that lead to another module in a box.
TAKEN = {"scenarios", "grader", "pytest"}


@click.command("new")
@click.argument("name", metavar="EXERCISE")
@click.option("--kind", type=click.Choice(KINDS), default="fix", show_default=True, help="What the student does.")
@click.option("--unit", metavar="UNIT", help="A unit of course.toml; by default that of the last exercise.")
def command(name: str, kind: str, unit: str | None) -> None:
    """Write the files of a new EXERCISE: a small kata that works, with the lines marked that are yours to write.

    Nothing that is there already is overwritten.

    \b
    Example:
      grade new toy_factory --kind implement --unit sync
      grade verify toy_factory
    """
    course = here().course
    slug = _slug(name)
    unit = _unit(course, unit)
    # Only a clone has the answers, and so the place to write new ones.
    solutions_of(course, course.exercises[0])
    folders = [
        course.root / "exercises" / slug,
        course.root / "tests" / "hidden" / slug,
        course.root / "solutions" / slug,
    ]
    for folder in folders:
        if folder.exists():
            raise UsageError(
                f"there is a folder {_shown(folder)} already", "choose another name, or finish that exercise"
            )
    order = 1 + max((e.config.order for e in course.exercises if e.config.unit == unit), default=0)
    for place, text in scaffold(slug, kind=kind, unit=unit, order=order).items():
        path = course.root / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise OutputError(f"cannot write {path}: {error.strerror}") from None
        click.echo(_shown(path))
    click.echo(f"Next: grade verify {slug} (and docs/authoring.md tells the way)")


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _slug(name: str) -> str:
    slug = name.replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        raise UsageError(f"{name!r} is no name for an exercise", "small letters, digits and _, such as lock_race")
    if keyword.iskeyword(slug) or slug in sys.stdlib_module_names or slug in TAKEN:
        raise UsageError(
            f"{name!r} is the name of something else in Python", "an exercise is a module: choose a name of its own"
        )
    return slug


def _unit(course: Course, unit: str | None) -> str:
    names = [known.name for known in course.units]
    if unit is None:
        return course.exercises[-1].config.unit
    if unit not in names:
        raise UsageError(f"--unit: there is no unit {unit!r}", f"the units of course.toml: {', '.join(names)}")
    return unit
