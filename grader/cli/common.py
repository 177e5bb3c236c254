"""What several commands need: the course and workspace of the current folder, the consoles, the language."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

import msgspec
import rich_click as click
from rich.console import Console
from rich.markdown import Markdown

from grader.course import Course, find_course, load
from grader.model import LANGUAGES, BoxReport
from grader.report.terminal import WIDTH
from grader.report.text import plain
from grader.workspace import Known, find_workspace, read

lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of the course's texts; the locale's by default."
)
box_option = click.option(
    "--box",
    type=click.Choice(("auto", "bwrap", "landlock", "none")),
    default="auto",
    show_default=True,
    help="The sandbox; auto: bwrap, else landlock. none is for your own code only.",
)


class Place(msgspec.Struct, frozen=True):
    """The course and the workspace that count in the current folder."""

    course: Course
    workspace: Path

    def progress(self) -> Known:
        """Return the workspace's progress, telling on stderr of a broken file that was set aside."""
        known = read(self.workspace)
        if known.message:
            warn(known.message)
        return known


class PipeConsole(Console):
    """A console that leaves a broken pipe to `main`, where rich would end the program with the code 1."""

    def on_broken_pipe(self) -> None:
        """Pass the error on."""
        raise BrokenPipeError


def here() -> Place:
    """Return the place that counts in the current folder; raises CourseError."""
    start = Path.cwd()
    root = find_course(start)
    return Place(load(root), find_workspace(start, root))


def console(file: TextIO | None = None) -> Console:
    """Return a console on `file` (stdout by default), at most WIDTH columns wide."""
    made = PipeConsole(file=file or sys.stdout, highlight=False)
    made.width = min(made.width, WIDTH) if made.is_terminal else WIDTH
    return made


def warn(message: str) -> None:
    """Say on stderr what the student should know, although it stops nothing."""
    click.echo(plain(f"grade: {message}"), err=True)


def warn_of_box(box: BoxReport, asked: str) -> None:
    """Say on stderr if `auto` did not find its first choice: nothing is downgraded silently."""
    if asked == "auto" and box.backend != "bwrap":
        warn(f"the box is {box.backend}, which stops less than bwrap does; {box.reason}")


def language(asked: str | None) -> str:
    """Return the language that was `asked` for, else that of the locale."""
    if asked is not None:
        return asked
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh-CN" if locale.lower().startswith("zh") else "en"


def print_document(markdown: str) -> None:
    """Print a text of the course: rendered on a terminal, as it is in a pipe."""
    if sys.stdout.isatty():
        console().print(Markdown(markdown))
    else:
        click.echo(markdown.rstrip("\n"))
