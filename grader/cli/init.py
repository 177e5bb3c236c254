"""`grade init`: a workspace for those who installed the grader without a clone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import rich_click as click

from grader.cli.common import here
from grader.errors import OutputError, UsageError
from grader.model import Exercise
from grader.workspace import FOLDER


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def command(folder: Path) -> None:
    """Copy the exercises into FOLDER (the current one by default), to be solved there.

    Nothing that is there already is overwritten, so that it may be repeated after an upgrade.

    \b
    Example:
      grade init katas
      cd katas
      grade list
    """
    course = here().course
    exercises = folder / "exercises"
    if exercises.resolve() == (course.root / "exercises").resolve():
        raise UsageError(f"{folder.resolve()} is a clone of the course already", "grade there: grade list")
    written = kept = 0
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        for exercise in course.exercises:
            place = exercises / exercise.slug
            place.mkdir(parents=True, exist_ok=True)
            for source in _files(exercise):
                new = _copy(source, place / source.name)
                written += new
                kept += not new
    except OSError as error:
        raise OutputError(
            f"cannot write {error.filename or folder}: {error.strerror}",
            "name another folder: grade init FOLDER",
        ) from None
    click.echo(f"{written} files written to {exercises}" + (f", {kept} kept as they were" if kept else ""))
    click.echo("Next: grade list" if folder == Path() else f"Next: cd {folder} && grade list")


def _files(exercise: Exercise) -> list[Path]:
    """Return what a student may have; exercise.toml stays, for it makes a folder an exercise of a course."""
    files = [
        exercise.stub,
        exercise.public_suite,
        exercise.scenarios,
        *sorted(exercise.folder.glob("README*.md")),
    ]
    return [file for file in files if file.is_file()]


def _copy(source: Path, target: Path) -> bool:
    """Copy one file; return whether there was none before."""
    content = source.read_bytes()
    try:
        file = target.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(content)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise
    return True
