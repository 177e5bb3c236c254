"""Finds a course and checks it: course.toml, and exercise.toml and the files of every exercise.

A new exercise is new folders only, so the course is what lies in `exercises/`. Whoever makes a mistake there
is told the file, the key, the value, and what is allowed.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.errors import CourseError, UsageError
from grader.model import START_METHODS, CourseFile, Exercise, ExerciseFile, Hints, Limits, Text, UnitFile

T = TypeVar("T", bound=msgspec.Struct)

KINDS = ("fix", "implement")
DIFFICULTIES = range(1, 6)

_PACKAGE = Path(__file__).resolve().parent
_TABLES: dict[str, type[msgspec.Struct]] = {
    "limits": Limits,
    "title": Text,
    "hints": Hints,
    "units": UnitFile,
}
# Below these not even an empty run works; above the last one a message does not fit into a packet.
_RANGES = {
    "memory_bytes": (64 << 20, 1 << 50),
    "total_memory_bytes": (64 << 20, 1 << 50),
    "processes": (1, 4096),
    "open_files": (16, 65_536),
    "output_bytes": (1024, 1 << 30),
    "marks": (1, 50_000),
    "message_bytes": (1024, 1 << 17),
}
_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "array": "a list",
    "object": "a table",
}


class Course(msgspec.Struct, frozen=True):
    """A checked course; `exercises` are in teaching order: that of the units, then `order`."""

    root: Path
    title: Text
    units: tuple[UnitFile, ...]
    exercises: tuple[Exercise, ...]

    def exercise(self, name: str) -> Exercise:
        """Return the exercise `name`, written as a slug or with dashes (`lock-race`).

        Raises UsageError, with the nearest name, where there is none.
        """
        slug = name.replace("-", "_")
        by_slug = {exercise.slug: exercise for exercise in self.exercises}
        if slug in by_slug:
            return by_slug[slug]
        nearest = difflib.get_close_matches(slug.lower(), by_slug, n=1, cutoff=0.5)
        raise UsageError(
            f"there is no exercise {name!r}",
            f"did you mean {nearest[0]}?" if nearest else "see them all: grade list",
        )


def find_course(start: Path) -> Path:
    """Return the root of the course that counts in the folder `start`.

    The nearest clone around `start` wins; else the course that was installed with the grader, and for an
    editable install the clone that it was installed from. Raises CourseError where there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents, _PACKAGE / "_course", _PACKAGE.parent):
        if (folder / "course.toml").is_file() and (folder / "exercises").is_dir():
            return folder
    raise CourseError(
        f"no course around {start}, and none was installed with the grader",
        "go into a clone (it has course.toml and exercises/), or: pip install mpkata",
    )


def load(root: Path) -> Course:
    """Read and check the course in the folder `root`; raises CourseError with what is wrong first."""
    path = root / "course.toml"
    file = _convert(path, _read_toml(path), CourseFile)
    names = [unit.name for unit in file.units]
    for name in names:
        if names.count(name) > 1:
            raise _wrong(path, "units", name, "a name for each unit of its own")
    facilities = [facility for unit in file.units for facility in unit.facilities]
    for facility in facilities:
        if facilities.count(facility) > 1:
            raise _wrong(path, "units.facilities", facility, "each in one unit, once")
    exercises = sorted(
        (_exercise(root, folder, names, facilities) for folder in _folders(root / "exercises")),
        key=lambda exercise: (names.index(exercise.config.unit), exercise.config.order, exercise.slug),
    )
    if not exercises:
        raise CourseError(f"{root / 'exercises'} is empty", "an exercise is a folder with an exercise.toml")
    for one, other in pairwise(exercises):
        if (one.config.unit, one.config.order) == (other.config.unit, other.config.order):
            allowed = f"a number of its own in unit {one.config.unit!r}; {one.slug} has this one"
            raise _wrong(other.folder / "exercise.toml", "order", other.config.order, allowed)
    return Course(root, file.title, file.units, tuple(exercises))


def _folders(exercises: Path) -> Iterator[Path]:
    """Yield the folders of exercises; what begins with `.` or `_` belongs to tools, such as __pycache__."""
    try:
        found = sorted(exercises.iterdir())
    except OSError as error:
        raise CourseError(f"{exercises}: {error.strerror}") from None
    for folder in found:
        if folder.is_dir() and not folder.name.startswith((".", "_")):
            yield folder


def _exercise(root: Path, folder: Path, units: list[str], facilities: list[str]) -> Exercise:
    path = folder / "exercise.toml"
    if not path.is_file():
        raise CourseError(f"{folder} has no exercise.toml", "write one, or move the folder out of exercises/")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", folder.name):
        raise CourseError(
            f"{folder}: {folder.name!r} is no slug",
            "the folder is named like its module: small letters, digits and _, such as lock_race",
        )
    config = _convert(path, _read_toml(path), ExerciseFile)
    _check(path, config, units)
    _check_facilities(path, config, facilities)
    exercise = Exercise(folder.name, folder, root / "tests" / "hidden" / folder.name, config)
    for what, file in (
        ("stub", exercise.stub),
        ("scenarios", exercise.scenarios),
        ("public suite", exercise.public_suite),
        ("hidden suite", exercise.hidden_suite),
    ):
        if not file.is_file():
            raise CourseError(f"{exercise.slug} has no {what}: {file} is missing", "write that file")
    return exercise


def _check(path: Path, config: ExerciseFile, units: list[str]) -> None:
    """Check what types cannot say."""
    if config.unit not in units:
        raise _wrong(path, "unit", config.unit, f"the units of course.toml: {_words(units)}")
    if config.kind not in KINDS:
        raise _wrong(path, "kind", config.kind, _words(KINDS))
    if config.difficulty not in DIFFICULTIES:
        raise _wrong(path, "difficulty", config.difficulty, "1 to 5")
    if config.order < 1:
        raise _wrong(path, "order", config.order, "1 or more")
    methods = config.start_methods
    for method in methods:
        if method not in START_METHODS or methods.count(method) > 1:
            raise _wrong(path, "start_methods", method, f"each at most once: {_words(START_METHODS)}")
    if not methods:
        raise _wrong(path, "start_methods", [], f"at least one of {_words(START_METHODS)}")
    for case in config.public:
        if not (case.isidentifier() and case.startswith("test_")) or config.public.count(case) > 1:
            raise _wrong(path, "public", case, "the names of cases, each once, such as test_one_teller_alone")
    if not config.hints.en:
        raise _wrong(path, "hints.en", [], "at least one hint")
    if len(config.hints.zh_cn) != len(config.hints.en):
        raise _wrong(path, "hints.zh-CN", list(config.hints.zh_cn), f"as many as hints.en has: {len(config.hints.en)}")
    for key, number in (
        *((f"limits.{name}", value) for name, value in msgspec.structs.asdict(config.limits).items()),
        ("schedules", config.schedules),
        ("steps", config.steps),
    ):
        # The bounds also keep out inf and nan, which TOML can write.
        if not 0 < number < 1 << 50:
            raise _wrong(path, key, number, "a number above 0")
    for key, (least, most) in _RANGES.items():
        if not least <= getattr(config.limits, key) <= most:
            raise _wrong(path, f"limits.{key}", getattr(config.limits, key), f"{least} to {most}")


def _check_facilities(path: Path, config: ExerciseFile, known: list[str]) -> None:
    for facility in config.facilities:
        if facility not in known or config.facilities.count(facility) > 1:
            near = difflib.get_close_matches(facility, known, n=3, cutoff=0.4)
            allowed = "each once, a facility of a unit in course.toml"
            raise _wrong(
                path, "facilities", facility, f"{allowed}{', such as ' if near else ''}{', '.join(map(repr, near))}"
            )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode())
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} is not UTF-8: byte {error.start}", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} is not TOML: {error}") from None


def _convert(path: Path, raw: Mapping[str, Any], model: type[T]) -> T:
    try:
        return msgspec.convert(raw, model)
    except msgspec.ValidationError as error:
        raise _translated(path, raw, model, str(error)) from None


def _translated(path: Path, raw: Mapping[str, Any], model: type[msgspec.Struct], message: str) -> CourseError:
    """Say in terms of the file what msgspec says in terms of types."""
    what, _, where = message.partition(" - at `$")
    keys = re.findall(r"[^.\[\]]+", where.rstrip("`"))
    name = ".".join(keys)
    table: type[msgspec.Struct] = next((_TABLES[key] for key in reversed(keys) if key in _TABLES), model)
    allowed = _words(field.encode_name for field in msgspec.structs.fields(table))
    if found := re.search(r"unknown field `(.*)`", what):
        key = ".".join((*keys, found[1]))
        value = _value(raw, [*keys, found[1]])
        return CourseError(f"{path}: unknown key {key!r} (its value: {value!r})", f"allowed here: {allowed}")
    if found := re.search(r"missing required field `(.*)`", what):
        return CourseError(f"{path}: the key {'.'.join((*keys, found[1]))!r} is missing", f"allowed here: {allowed}")
    return CourseError(f"{path}: {name} = {_value(raw, keys)!r} has the wrong type", _type_words(what))


def _type_words(what: str) -> str:
    found = re.search(r"Expected `([a-z]+)`", what)
    return f"allowed: {_TYPES.get(found[1], found[1])}" if found else what


def _value(raw: Any, keys: Iterable[str]) -> object:
    for key in keys:
        if isinstance(raw, list) and key.isdecimal():
            raw = raw[int(key)]
        elif isinstance(raw, dict) and key in raw:
            raw = raw[key]
    return raw


def _wrong(path: Path, key: str, value: object, allowed: str) -> CourseError:
    return CourseError(f"{path}: {key} = {value!r} is not allowed", f"allowed: {allowed}")


def _words(words: Iterable[str]) -> str:
    return ", ".join(words)
