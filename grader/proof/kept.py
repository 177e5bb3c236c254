"""What was graded, and need not be graded again: `.grade/proofs/<slug>/<answer>.json`.

A grading counts as long as nothing that it depends on has changed: the answer, what the judge reads of the exercise,
the grader, and Python. Texts for people (READMEs, hints) are none of these, and the stub is an answer like others. Only
gradings without a fault are kept, so that what went wrong is looked at again each time.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from grader.errors import OutputError
from grader.model import Exercise
from grader.proof.answers import Answer
from grader.proof.files import files_of
from grader.proof.tasks import Graded
from grader.workspace import FOLDER, write_atomically

KEPT_VERSION = 2
PACKAGE = Path(__file__).resolve().parents[1]
# Nothing here has a say in a verdict.
NOT_JUDGING = ("_course", "cli", "proof", "report", "scaffold")
# Keys of exercise.toml that are for people, or say where the exercise stands.
NOT_JUDGED = {"unit", "order", "kind", "difficulty", "title", "hints", "teaches", "facilities"}


class File(msgspec.Struct, frozen=True):
    """One answer's gradings, each under `seed/load`; they count while the key is the same."""

    key: str
    gradings: dict[str, Graded]
    version: int = KEPT_VERSION


class Kept:
    """The gradings that are kept below the folder `root`. fresh: forget what was kept before.

    problem: why something could not be kept; that stops no proof.
    """

    def __init__(self, root: Path, box: str, *, fresh: bool = False) -> None:
        self._folder = root / FOLDER / "proofs"
        self._box = box
        self._fresh = fresh
        self._files: dict[tuple[str, str], File] = {}
        self._exercises: dict[str, str] = {}
        self.problem: OutputError | None = None

    def find(self, exercise: Exercise, answer: Answer, seed: int, load: int) -> Graded | None:
        """Return the grading, or None where there is none that counts."""
        return self._file(exercise, answer).gradings.get(f"{seed}/{load}")

    def keep(self, exercise: Exercise, answer: Answer, seed: int, load: int, graded: Graded) -> None:
        """Remember a grading, at once."""
        old = self._file(exercise, answer)
        new = msgspec.structs.replace(old, gradings={**old.gradings, f"{seed}/{load}": graded})
        self._files[exercise.slug, answer.label] = new
        path = self._path(exercise, answer)
        try:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"cannot make {path.parent}: {error.strerror}") from None
            write_atomically(path, msgspec.json.encode(new))
        except OutputError as problem:
            self.problem = problem

    def _file(self, exercise: Exercise, answer: Answer) -> File:
        place = (exercise.slug, answer.label)
        if place not in self._files:
            key = self._key(exercise, answer)
            known = None if self._fresh else _read(self._path(exercise, answer))
            fits = known is not None and (known.key, known.version) == (key, KEPT_VERSION)
            self._files[place] = known if known is not None and fits else File(key, {})
        return self._files[place]

    def _path(self, exercise: Exercise, answer: Answer) -> Path:
        return self._folder / exercise.slug / f"{answer.label.replace('/', '-')}.json"

    def _key(self, exercise: Exercise, answer: Answer) -> str:
        if exercise.slug not in self._exercises:
            self._exercises[exercise.slug] = digest_of_exercise(exercise)
        said = (answer.submission.source, self._exercises[exercise.slug], digest_of_grader(), self._box)
        return _digest(part if isinstance(part, bytes) else part.encode() for part in said)


def digest_of_exercise(exercise: Exercise) -> str:
    """Return a digest of all that a judge reads of `exercise`, but of no answer."""
    config = {key: value for key, value in msgspec.structs.asdict(exercise.config).items() if key not in NOT_JUDGED}
    parts = [exercise.slug.encode(), msgspec.json.encode(config)]
    read = {path for path in files_of(exercise.folder) if path.suffix == ".py" and path != exercise.stub}
    for path in sorted(read | set(files_of(exercise.hidden))):
        parts += [path.name.encode(), path.read_bytes()]
    return _digest(parts)


@cache
def digest_of_grader() -> str:
    """Return a digest of what grades: our code but for commands and reports, the libraries that judge, and Python."""
    parts = [sys.version.encode(), platform.machine().encode(), sys.platform.encode()]
    parts += [f"{name} {version(name)}".encode() for name in ("pytest", "msgspec", "psutil")]
    for path in files_of(PACKAGE):
        inner = path.relative_to(PACKAGE)
        if inner.parts[0] not in NOT_JUDGING and path.suffix != ".pyc":
            parts += [inner.as_posix().encode(), path.read_bytes()]
    return _digest(parts)


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _read(path: Path) -> File | None:
    """Return what is kept in `path`; None where that is nothing, or nothing readable: then it is graded again."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=File)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
