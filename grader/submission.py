"""Finds and reads submissions.

What a student hands in is anything at all, so only a regular file of a sane size in UTF-8 is read, and
nothing that a path may lead to (a FIFO, a device, a circle of links) can make `grade` hang. A link is not followed
out of what was handed in: it would be read with the rights of whoever grades, and might lead to the model answer.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from grader.course import Course
from grader.errors import UsageError
from grader.model import Exercise, Submission

MAX_BYTES = 1 << 20


def read(path: Path, slug: str) -> Submission:
    """Read the submission for the exercise `slug` from `path`: at most MAX_BYTES bytes of UTF-8 without NUL.

    Raises UsageError with what is wrong with the file.
    """
    try:
        # Before, for opening a device may already do something; and after, for it may be another file by now.
        _check_kind(path, os.stat(path))
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            _check_kind(path, status)
            source = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UsageError(f"cannot read {path}: {reason}", "name a Python file that you may read") from None
    if len(source) > MAX_BYTES:
        size = max(status.st_size, len(source))
        raise UsageError(
            f"{path} has {size:,} bytes; a submission has at most {MAX_BYTES:,}",
            "hand in the Python file alone",
        )
    if (at := source.find(b"\0")) >= 0:
        raise UsageError(f"{path} has a NUL byte at offset {at}: it is not Python text", "save it as UTF-8 text")
    try:
        source.decode()
    except UnicodeDecodeError as error:
        byte = f"byte 0x{source[error.start]:02x} at offset {error.start}"
        raise UsageError(f"{path} is not UTF-8: {byte}", "save it as UTF-8") from None
    return Submission(slug, path, source)


def find(course: Course, exercises: Sequence[Exercise], path: Path | None, workspace: Path) -> dict[str, Submission]:
    """Read one submission for each of `exercises`, by slug, in their order.

    path: a file (for one of the exercises), a folder laid out like `exercises/`, or a folder of loose
        `<slug>.py` files; None for the student's own files, in `workspace` or in the current folder.
    exercises: what was asked for; empty for all that `path` holds.

    Raises UsageError where a file is missing or cannot be read.
    """
    if path is None:
        return {exercise.slug: read(_own(exercise, workspace), exercise.slug) for exercise in exercises}
    if not os.path.lexists(path):
        raise UsageError(f"there is no file or folder {path}", "--submission takes a file, or a folder of submissions")
    if not path.is_dir():
        exercise = _of_file(path, exercises or course.exercises)
        return {exercise.slug: read(_within(path, path.parent), exercise.slug)}
    wanted = exercises or course.exercises
    found = {exercise.slug: file for exercise in wanted if (file := _in_folder(path, exercise.slug))}
    missing = [exercise.slug for exercise in wanted if exercise.slug not in found]
    if missing and (exercises or not found):
        raise UsageError(_says_missing(path, missing, bool(found)), _layout(missing[0]))
    return {slug: read(_within(file, path), slug) for slug, file in found.items()}


def _within(file: Path, folder: Path) -> Path:
    """Return `file`; raises UsageError if links lead it out of `folder`."""
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError):
        # `read` says what is wrong.
        return file
    if not target.is_relative_to(folder.resolve()):
        raise UsageError(
            f"{file} is a link out of {folder}, to {target}", "a submission is a file itself, or a link beside it"
        )
    return file


def _check_kind(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UsageError(f"{path} is a folder, not a Python file", "name the file in it")
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"{path} is not a regular file", "name a Python file")


def _own(exercise: Exercise, workspace: Path) -> Path:
    places = (workspace / "exercises" / exercise.slug / f"{exercise.slug}.py", Path(f"{exercise.slug}.py"))
    for place in places:
        if os.path.lexists(place):
            return place
    raise UsageError(
        f"there is no {exercise.slug}.py here: looked at {places[0]} and at {places[1].absolute()}",
        "get the exercises with: grade init (or name your file: --submission FILE)",
    )


def _of_file(path: Path, exercises: Sequence[Exercise]) -> Exercise:
    if len(exercises) == 1:
        return exercises[0]
    for exercise in exercises:
        if exercise.slug == path.stem:
            return exercise
    raise UsageError(
        f"which exercise is {path} for? {path.stem!r} is none of those asked for",
        f"name one exercise: grade run EXERCISE --submission {path}",
    )


def _in_folder(folder: Path, slug: str) -> Path | None:
    for file in (folder / slug / f"{slug}.py", folder / f"{slug}.py"):
        if os.path.lexists(file):
            return file
    return None


def _says_missing(path: Path, missing: Sequence[str], some: bool) -> str:
    names = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
    return f"{path} has no submission for {names}" if some else f"{path} has none of the exercises: no {names}"


def _layout(slug: str) -> str:
    return f"a submission is FOLDER/{slug}/{slug}.py or FOLDER/{slug}.py"
