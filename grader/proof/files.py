"""Looks at what is written: files where they belong and no others, both languages, nothing left to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.course import Course
from grader.model import Exercise
from grader.proof.answers import solutions_of
from grader.proof.matrix import Fault

TODO = "TO" + "DO"
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ANSWER = re.compile(r"(accepted|rejected)/[a-z0-9_]+\.py")


def files_of(folder: Path) -> list[Path]:
    """Return the files below `folder`, sorted, without what tools leave there (__pycache__, folders with a dot)."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part == "__pycache__" or part.startswith(".") for part in path.relative_to(folder).parts[:-1])
    )


def faults_of_files(course: Course, exercise: Exercise) -> list[Fault]:
    """Return what is wrong with the files of `exercise`, without grading anything."""
    return [
        Fault(where=where.relative_to(course.root).as_posix(), problem=problem, next_step=step)
        for where, problem, step in _found(course, exercise)
    ]


def _found(course: Course, exercise: Exercise) -> Iterator[tuple[Path, str, str]]:
    slug = exercise.slug
    solutions = solutions_of(course, exercise)
    task = {"README.md", "README.zh-CN.md", "exercise.toml", f"{slug}.py", "scenarios.py", f"test_{slug}.py"}
    yield from _missing_or_stray(exercise.folder, task)
    yield from _missing_or_stray(exercise.hidden, {f"test_{slug}_hidden.py"})
    yield from _missing_or_stray(solutions, {f"{slug}.py"}, _ANSWER)
    yield from _languages(exercise)
    for folder in (exercise.folder, exercise.hidden, solutions):
        for path in files_of(folder):
            yield from _unfinished(path)


def _missing_or_stray(
    folder: Path, wanted: set[str], also: re.Pattern[str] | None = None
) -> Iterator[tuple[Path, str, str]]:
    there = {path.relative_to(folder).as_posix() for path in files_of(folder)}
    for name in sorted(wanted - there):
        yield folder / name, "the file is missing", "Write it."
    for name in sorted(there - wanted):
        if also is None or not also.fullmatch(name):
            yield folder / name, "the file does not belong here", f"Here belong: {_belongs(wanted, also)}."


def _belongs(wanted: Iterable[str], also: re.Pattern[str] | None) -> str:
    return ", ".join(sorted(wanted)) + (", and accepted/*.py and rejected/*.py with small letters" if also else "")


def _languages(exercise: Exercise) -> Iterator[tuple[Path, str, str]]:
    for name, chinese in (("README.md", False), ("README.zh-CN.md", True)):
        path = exercise.folder / name
        text = _text(path)
        if path.is_file() and not text.strip():
            yield path, "the task is empty", "Write it."
        elif path.is_file() and chinese and not _CHINESE.search(text):
            yield path, "there is no Chinese text in it", "Write the task in Simplified Chinese."
    path = exercise.folder / "exercise.toml"
    config = exercise.config
    for key, language, texts in (
        ("title", "en", (config.title.en,)),
        ("title", "zh-CN", (config.title.zh_cn,)),
        ("hints", "en", config.hints.en),
        ("hints", "zh-CN", config.hints.zh_cn),
    ):
        for text in texts:
            if not text.strip():
                yield path, f"{key}.{language} is empty", "Write it."
            elif language == "zh-CN" and not _CHINESE.search(text):
                yield path, f"{key}.{language} is not Chinese: {text!r}", "Write it in Simplified Chinese."


def _unfinished(path: Path) -> Iterator[tuple[Path, str, str]]:
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if re.search(rf"\b{TODO}\b", line):
            yield path, f"line {number} is unfinished: {line.strip()}", f"Do it, and take the word {TODO} out."


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
