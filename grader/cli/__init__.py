"""The command `grade`: words in, exit code out. click lives only in this package.

Exit codes: 0 full marks (or done), 1 below full marks, 2 usage, 3 the grader or its box failed; and as shells
have it, 130 for an interruption and 141 for a reader that went away.
"""

from __future__ import annotations

import errno
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

import click

from grader.errors import GraderError

INTERRUPTED = 130
BROKEN_PIPE = 141
FAILED = 3
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(words: Sequence[str] | None = None) -> int:
    """Run `grade` with `words` (those of the command line by default) and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Chinese must not end a grading.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with _terminated_like_interrupted():
            code = _invoke(sys.argv[1:] if words is None else list(words))
            sys.stdout.flush()
            return code
    except BrokenPipeError:
        _give_up_stdout()
        return BROKEN_PIPE
    except KeyboardInterrupt as interrupt:
        _say(f"interrupted: {str(interrupt) or 'nothing was saved'}")
        return INTERRUPTED
    except GraderError as error:
        _say(error.problem, error.next_step)
        return error.exit_code
    except OSError as error:
        if error.errno not in NO_ROOM:
            _say(*_crash(error))
            return FAILED
        _give_up_stdout()
        _say(f"cannot write the output: {error.strerror}", "make room there, or write to another place")
        return FAILED
    except Exception as error:
        _say(*_crash(error))
        return FAILED


def _invoke(words: list[str]) -> int:
    # Not at the head of the module: loading all this takes a while, and Ctrl-C may come meanwhile.
    from grader.cli.app import cli

    if "_GRADE_COMPLETE" in os.environ:
        cli.main(prog_name="grade")
    try:
        with cli.make_context("grade", words) as ctx:
            return cli.invoke(ctx) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        where = getattr(error, "ctx", None)
        _say(error.format_message(), f"see: {where.command_path if where else 'grade'} --help")
        return error.exit_code


def _give_up_stdout() -> None:
    """Drop what stdout still holds, or the interpreter would fail on it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(problem: str, next_step: str = "") -> None:
    from grader.report.text import plain

    # A problem names files, and a name may hold what begins a line that some reader takes for a command.
    for line in (f"grade: {' '.join(problem.splitlines())}", next_step):
        if line:
            click.echo(plain(line), err=True)


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
    from grader.cli.common import here

    folder = here().workspace / ".grade"
    folder.mkdir(exist_ok=True)
    return folder
