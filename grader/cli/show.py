"""`grade show`: the task of an exercise."""

from __future__ import annotations

import rich_click as click

from grader.cli.common import here, lang_option, language, print_document
from grader.errors import CourseError


@click.command("show")
@click.argument("name", metavar="EXERCISE")
@lang_option
def command(name: str, lang: str | None) -> None:
    """Show the task of EXERCISE.

    \b
    Example:
      grade show lock_race --lang en
    """
    exercise = here().course.exercise(name)
    file = exercise.folder / ("README.zh-CN.md" if language(lang) == "zh-CN" else "README.md")
    try:
        task = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"cannot read {file}: {error}", "try the other language: --lang en, --lang zh-CN") from None
    print_document(task)
