"""A small course on disk, and a judge that judges nothing: what the tests around the judge need."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from grader.course import Course
from grader.model import BoxReport, CaseResult, Exercise, GradeOptions, Submission, Verdict

COURSE = """\
[title]
en = "A course"
zh-CN = "课程"
[[units]]
name = "first"
title = { en = "First unit", zh-CN = "第一单元" }
[[units]]
name = "second"
title = { en = "Second unit", zh-CN = "第二单元" }
"""


def exercise_toml(**changes: str) -> str:
    """An exercise.toml; each change replaces a key's TOML text, an empty one leaves the key out."""
    keys = {
        "unit": '"first"',
        "order": "1",
        "kind": '"fix"',
        "difficulty": "2",
        "start_methods": '["fork", "spawn"]',
        "public": '["test_one"]',
        "title": '{ en = "A title", zh-CN = "标题" }',
        "hints": '{ en = ["look", "look closer"], zh-CN = ["看", "再看"] }',
    }
    keys |= changes
    return "".join(f"{key} = {value}\n" for key, value in keys.items() if value)


def write_exercise(root: Path, slug: str, **changes: str) -> Path:
    """Write a whole exercise into the course `root` and return its folder."""
    folder = root / "exercises" / slug
    hidden = root / "tests" / "hidden" / slug
    folder.mkdir(parents=True)
    hidden.mkdir(parents=True)
    (folder / "exercise.toml").write_text(exercise_toml(**changes), "utf-8")
    for name in (f"{slug}.py", "scenarios.py", f"test_{slug}.py"):
        (folder / name).write_text(f"# {name}\n")
    (folder / "README.md").write_text(f"# The task {slug}\n")
    (folder / "README.zh-CN.md").write_text(f"# 任务 {slug}\n", "utf-8")
    (hidden / f"test_{slug}_hidden.py").write_text("# hidden\n")
    return folder


@pytest.fixture
def exercise() -> Callable[..., Path]:
    return write_exercise


@pytest.fixture
def course_root(tmp_path: Path) -> Path:
    """A course of three exercises: lock_race and spawn_safe in the first unit, join_first in the second."""
    root = tmp_path / "course"
    root.mkdir()
    (root / "course.toml").write_text(COURSE, "utf-8")
    write_exercise(root, "spawn_safe", order="2", start_methods='["spawn"]')
    write_exercise(root, "join_first", unit='"second"')
    write_exercise(root, "lock_race")
    return root


@pytest.fixture
def result() -> Callable[..., CaseResult]:
    """Make a CaseResult; passed with 1 of 1 point unless it is said otherwise."""

    def make(**fields: Any) -> CaseResult:
        verdict = fields.setdefault("verdict", Verdict.PASSED)
        fields.setdefault("max_points", 1.0)
        fields.setdefault("points", fields["max_points"] if verdict is Verdict.PASSED else 0.0)
        defaults = {"slug": "lock_race", "name": "test_one", "start_method": "fork", "title": "it works"}
        return CaseResult(**{**defaults, **fields})

    return make


class FakeJudge:
    """Gives each exercise two cases under each start method; `verdicts` says which are lost, by slug."""

    def __init__(self) -> None:
        self.verdicts: dict[str, Verdict] = {}
        self.raises: BaseException | None = None
        self.options: GradeOptions | None = None
        self.tasks: list[tuple[str, Submission]] = []
        self.box = "bwrap"

    def judge(
        self,
        course: Course,
        tasks: Sequence[tuple[Exercise, Submission]],
        options: GradeOptions,
        observer: Any,
    ) -> tuple[CaseResult, ...]:
        self.options = options
        self.tasks = [(exercise.slug, submission) for exercise, submission in tasks]
        if self.raises is not None:
            raise self.raises
        results = []
        for exercise, _ in tasks:
            methods = [m for m in exercise.config.start_methods if m in (options.start_methods or (m,))]
            for name in ("test_one",) if options.public_only else ("test_one", "test_two"):
                for method in methods:
                    verdict = self.verdicts.get(exercise.slug, Verdict.PASSED)
                    full = 5 / len(exercise.config.start_methods)
                    results.append(
                        CaseResult(
                            slug=exercise.slug,
                            name=name,
                            start_method=method,
                            verdict=verdict,
                            points=full if verdict is Verdict.PASSED else 0.0,
                            max_points=full,
                            title=f"title of {name}",
                            feedback="" if verdict is Verdict.PASSED else "what was wrong",
                        )
                    )
        if observer is not None:
            observer.collected(len(results))
            for result in results:
                observer.judged(result)
        return tuple(results)

    def choose(self, name: str) -> Any:
        report = BoxReport(backend=self.box, reason="fake", does_not_stop=("reading your files",))
        return SimpleNamespace(report=report)


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> FakeJudge:
    """The fake in the place of the judge and of the box."""
    fake = FakeJudge()
    for name, function in (("grader.judge", fake.judge), ("grader.box.backend", fake.choose)):
        module = ModuleType(name)
        setattr(module, function.__name__, function)
        monkeypatch.setitem(sys.modules, name, module)
    return fake
