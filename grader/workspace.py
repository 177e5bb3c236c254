"""The student's workspace: where it is, and what it remembers in `.grade/progress.json`.

Several `grade` may run in one workspace at once, be killed at any moment, or find the disk full. So a change is
made under a lock, written beside the old file and moved over it; and a broken file is set aside, never lost.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import msgspec

from grader.errors import OutputError
from grader.model import Report

PROGRESS_VERSION = 1
FOLDER = ".grade"

Number = Annotated[float, msgspec.Meta(ge=0)]


class Record(msgspec.Struct, frozen=True):
    """What is remembered of one exercise.

    best, max: the best score so far and the full marks it was of; None before the first complete grading.
    hints: how many hints were shown.
    """

    best: Number | None = None
    max: Number | None = None
    hints: Annotated[int, msgspec.Meta(ge=0)] = 0

    @property
    def solved(self) -> bool:
        """Whether the exercise once had full marks."""
        return self.best is not None and self.best == self.max


class Progress(msgspec.Struct, frozen=True):
    """What progress.json holds: a record for each slug."""

    version: int = PROGRESS_VERSION
    exercises: dict[str, Record] = {}

    def record(self, slug: str) -> Record:
        """Return what is remembered of `slug`; an empty record where nothing is."""
        return self.exercises.get(slug, Record())

    def with_record(self, slug: str, record: Record) -> Progress:
        """Return this progress with another record for `slug`."""
        return msgspec.structs.replace(self, exercises={**self.exercises, slug: record})

    def with_report(self, report: Report) -> Progress:
        """Return this progress with the scores of `report` where they are better.

        A report that is not complete changes nothing: its full marks are not those of the exercise.
        """
        progress = self
        for result in report.exercises if report.complete else ():
            old = self.record(result.slug)
            if result.score is not None and _is_better(result.score, result.max_score, old):
                new = msgspec.structs.replace(old, best=result.score, max=result.max_score)
                progress = progress.with_record(result.slug, new)
        return progress


class Known(msgspec.Struct, frozen=True):
    """Progress as it was found; `message` tells of a broken file that was set aside, else it is empty."""

    progress: Progress
    message: str = ""


def find_workspace(start: Path, course: Path) -> Path:
    """Return the workspace that counts in the folder `start`.

    It is the clone around `start` if that is where the course is and it can be written; else the nearest
    folder that `grade init` has set up; else `start` itself.
    """
    start = start.resolve()
    parents = (start, *start.parents)
    if course.resolve() in parents and os.access(course, os.W_OK):
        return course.resolve()
    for folder in parents:
        if (folder / FOLDER).is_dir() and (folder / "exercises").is_dir():
            return folder
    return start


def read(workspace: Path) -> Known:
    """Return the progress that is kept in `workspace`, setting a broken file aside.

    Raises OutputError where the file cannot be read, or is broken and cannot be set aside.
    """
    with suppress(msgspec.DecodeError):
        return Known(_load(workspace))
    with _locked(workspace):
        return _load_or_set_aside(workspace)


def update(workspace: Path, change: Callable[[Progress], Progress]) -> Known:
    """Replace the progress kept in `workspace` by what `change` makes of it, and return the new one.

    Raises OutputError where it cannot be written; the old file is whole then.
    """
    with _locked(workspace):
        known = _load_or_set_aside(workspace)
        new = change(known.progress)
        if new != known.progress or known.message:
            write_atomically(_file(workspace), msgspec.json.format(msgspec.json.encode(new), indent=2) + b"\n")
        return Known(new, known.message)


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that whoever looks finds the old file or the new one, never a half.

    A link is followed, and a device or FIFO is written to, not replaced. Raises OutputError, naming `path`.
    """
    try:
        target = path.resolve()
        try:
            status = target.stat()
        except FileNotFoundError:
            status = None
        if status is None or stat.S_ISREG(status.st_mode):
            _replace(target, content, status)
        else:
            with open(target, "wb") as file:
                file.write(content)
    except (OSError, RuntimeError) as error:
        # Before 3.13 a circle of links is a RuntimeError of Path.resolve.
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise OutputError(f"cannot write {path}: {reason}", "make room there, or name another place") from None


def _replace(target: Path, content: bytes, old: os.stat_result | None) -> None:
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(8)}")
    # Not tempfile, whose files only their owner may read: the umask decides, as for any file.
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        with open(descriptor, "wb") as file:
            if old is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(old.st_mode))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        # Some file systems cannot sync a folder; the file itself is safe by now.
        with suppress(OSError):
            os.fsync(folder)
    finally:
        os.close(folder)


def _is_better(score: float, full: float, old: Record) -> bool:
    """Compare shares, not points: the full marks of an exercise may have changed since."""
    if old.best is None or not old.max:
        return True
    return bool(full) and score / full > old.best / old.max


def _file(workspace: Path) -> Path:
    return workspace / FOLDER / "progress.json"


def _load(workspace: Path) -> Progress:
    """Read progress.json; raises msgspec.DecodeError where it is broken."""
    path = _file(workspace)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Progress()
    except OSError as error:
        raise OutputError(f"cannot read {path}: {error.strerror}", "make it a file that you may read") from None
    try:
        progress = msgspec.json.decode(content, type=Progress)
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError(str(error)) from None
    if progress.version != PROGRESS_VERSION:
        raise msgspec.DecodeError(f"it has version {progress.version}; this grader writes {PROGRESS_VERSION}")
    return progress


def _load_or_set_aside(workspace: Path) -> Known:
    path = _file(workspace)
    try:
        return Known(_load(workspace))
    except msgspec.DecodeError as error:
        aside = next(place for place in _places_aside(path) if not os.path.lexists(place))
        try:
            os.rename(path, aside)
        except OSError as problem:
            raise OutputError(f"cannot set the broken {path} aside: {problem.strerror}") from None
        return Known(Progress(), f"{path} was broken ({error}); it is kept as {aside.name}, and progress begins anew")


def _places_aside(path: Path) -> Iterator[Path]:
    number = 0
    while True:
        number += 1
        yield path.with_name(f"{path.stem}.broken-{number}{path.suffix}")


@contextmanager
def _locked(workspace: Path) -> Iterator[None]:
    """Hold the workspace's lock, which the kernel takes back from whoever dies with it."""
    path = workspace / FOLDER / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise OutputError(
            f"cannot keep progress in {path.parent}: {error.strerror}",
            "work in a folder that you may write to",
        ) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
