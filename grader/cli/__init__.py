"""The command `grade`: words in, exit code out. click lives only in this package.

Exit codes: 0 full marks (or done), 1 below full marks, 2 usage, 3 the grader or its box failed; and as shells
have it, 130 for an interruption and 141 for a reader that went away.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click as plain_click
import rich_click as click

from grader.cli import doctor, hint, init, list_, run, show
from grader.cli.common import here, say
from grader.errors import GraderError

INTERRUPTED = 130
BROKEN_PIPE = 141
FAILED = 3


@click.group(
    "grade",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: grade list",
)
@click.rich_config(help_config={"max_width": 80})
@click.version_option(package_name="mpkata", prog_name="grade")
@click.pass_context
def cli(ctx: click.Context) -> int | None:
    """Katas for Python's multiprocessing, and their grader.

    Edit exercises/NAME/NAME.py, then grade it.
    `grade` alone grades the first exercise that is not solved yet.

    Exit codes: 0 full marks, 1 below full marks, 2 wrong usage, 3 the grader or its box failed.
    """
    return run.grade_next() if ctx.invoked_subcommand is None else None


for command in (run.command, list_.command, show.command, hint.command, doctor.command, init.command):
    cli.add_command(command)


def main(words: Sequence[str] | None = None) -> int:
    """Run `grade` with `words` (those of the command line by default) and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Chinese must not end a grading.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if "_GRADE_COMPLETE" in os.environ:
        cli.main(prog_name="grade")
    try:
        with _terminated_like_interrupted():
            code = _invoke(sys.argv[1:] if words is None else list(words))
            sys.stdout.flush()
            return code
    except BrokenPipeError:
        # Nobody reads on; and the interpreter must not find that out once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt as interrupt:
        say(f"interrupted: {str(interrupt) or 'nothing was saved'}")
        return INTERRUPTED
    except GraderError as error:
        say(error.problem, error.next_step)
        return error.exit_code
    except Exception as error:
        say(*_crash(error))
        return FAILED


def _invoke(words: list[str]) -> int:
    try:
        with cli.make_context("grade", words) as ctx:
            return cli.invoke(ctx) or 0
    except plain_click.exceptions.Exit as end:
        return end.exit_code
    except plain_click.ClickException as error:
        where = getattr(error, "ctx", None)
        say(error.format_message(), f"see: {where.command_path if where else 'grade'} --help")
        return error.exit_code


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """Let SIGTERM do what Ctrl-C does, so that boxes are taken down too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _crash(error: Exception) -> tuple[str, str]:
    """Keep the traceback in a file, for a student can do nothing with it, and say where it is."""
    said = f"the grader failed, which is no fault of the submission: {type(error).__name__}: {error}"
    text = "".join(traceback.format_exception(error))
    name = f"error-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    for folder in (_grade_folder, lambda: Path(tempfile.gettempdir())):
        try:
            path = folder() / name
            path.write_text(text, "utf-8", "replace")
        except (OSError, GraderError):
            continue
        return said, f"please report it with {path}"
    return said, text


def _grade_folder() -> Path:
    folder = here().workspace / ".grade"
    folder.mkdir(exist_ok=True)
    return folder
