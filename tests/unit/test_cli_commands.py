from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from rich.cells import cell_len

from grader import course as course_module
from grader.cli import main
from grader.cli.app import cli
from grader.errors import BoxError
from grader.workspace import Progress, Record, read, update

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_the_clone(course_root: Path, judge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course_root)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def test_list_shows_units_titles_difficulty_and_the_best_score(course_root: Path, capsys: Capture) -> None:
    update(course_root, lambda _: Progress().with_record("spawn_safe", Record(best=10 / 3, max=10.0)))
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines == [
        "First unit",
        "lock_race A title ★★☆☆☆ -",
        "spawn_safe A title ★★☆☆☆ 3.33 / 10",
        "",
        "Second unit",
        "join_first A title ★★☆☆☆ -",
        "",
        "0 of 3 solved",
    ]
    assert all(cell_len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize(
    ("environment", "words", "chinese"),
    [
        ({}, [], False),
        ({"LANG": "zh_CN.UTF-8"}, [], True),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "de_DE.UTF-8"}, [], True),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN"}, [], False),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN"}, [], True),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "en"], False),
        ({}, ["--lang", "zh-CN"], True),
    ],
)
def test_the_language_is_that_asked_for_or_of_the_locale(
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    environment: dict[str, str],
    words: list[str],
    chinese: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["show", "lock-race", *words]) == 0
    assert capsys.readouterr().out == ("# 任务 lock_race\n" if chinese else "# The task lock_race\n")
    main(["list", *words])
    assert ("标题" in capsys.readouterr().out) is chinese


def test_a_task_that_is_missing_is_said(course_root: Path, capsys: Capture) -> None:
    (course_root / "exercises" / "lock_race" / "README.zh-CN.md").unlink()
    assert main(["show", "lock_race", "--lang", "zh-CN"]) == 3
    assert "README.zh-CN.md" in capsys.readouterr().err


def test_hints_come_one_by_one_and_then_all(course_root: Path, capsys: Capture) -> None:
    assert main(["hint", "lock_race"]) == 0
    assert capsys.readouterr().out == "hint 1 of 2: look\n"
    assert main(["hint", "lock_race", "--lang", "zh-CN"]) == 0
    assert capsys.readouterr().out == "hint 2 of 2: 再看\n"
    for _ in range(2):
        assert main(["hint", "lock_race"]) == 0
        assert capsys.readouterr().out == "hint 1 of 2: look\n\nhint 2 of 2: look closer\n"
    assert read(course_root).progress.record("lock_race").hints == 2


def test_init_makes_a_workspace_and_overwrites_nothing(
    course_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(course_module, "_PACKAGE", course_root / "grader")
    monkeypatch.chdir(tmp_path)
    assert main(["init", "katas"]) == 0
    assert capsys.readouterr().out == "15 files written to katas/exercises\nNext: cd katas && grade list\n"
    folder = tmp_path / "katas" / "exercises" / "lock_race"
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "README.zh-CN.md",
        "lock_race.py",
        "scenarios.py",
        "test_lock_race.py",
    ]
    (folder / "lock_race.py").write_text("mine")
    (folder / "README.md").unlink()
    assert main(["init", "katas"]) == 0
    assert "1 files written to katas/exercises, 14 kept as they were" in capsys.readouterr().out
    assert (folder / "lock_race.py").read_text() == "mine"
    monkeypatch.chdir(folder)
    assert main(["run", "lock_race"]) == 0
    assert read(tmp_path / "katas").progress.record("lock_race").solved


def test_init_in_a_clone_is_refused(capsys: Capture) -> None:
    assert main(["init"]) == 2
    assert "is a clone of the course already" in capsys.readouterr().err


def test_init_where_nothing_can_be_written_is_said(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "katas").mkdir()
    (tmp_path / "katas" / "exercises").touch()
    assert main(["init", str(tmp_path / "katas")]) == 3
    assert "grade: cannot write" in capsys.readouterr().err


def test_no_course_is_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(course_module, "_PACKAGE", tmp_path / "grader")
    monkeypatch.chdir(tmp_path)
    assert main(["list"]) == 3
    assert capsys.readouterr().err.startswith("grade: no course around")


@pytest.mark.parametrize("works", [True, False])
def test_doctor_tells_what_works_and_what_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, works: bool
) -> None:
    def choose(name: str) -> None:
        if not works:
            raise BoxError("no box")

    findings = (
        SimpleNamespace(name="Python", ok=True, value="3.11.7", mend=""),
        SimpleNamespace(name="bwrap", ok=works, value="found", mend="apt install bubblewrap"),
    )
    doctor = ModuleType("grader.box.doctor")
    monkeypatch.setattr(doctor, "examine", lambda: findings, raising=False)
    monkeypatch.setitem(sys.modules, "grader.box.doctor", doctor)
    monkeypatch.setattr(sys.modules["grader.box.backend"], "choose", choose)
    assert main(["doctor"]) == (0 if works else 3)
    out = capsys.readouterr().out
    assert "✓  Python  3.11.7" in out
    assert ("mend it: apt install bubblewrap" in out) is not works


@pytest.mark.parametrize("words", [[], *([name] for name in cli.commands)])
def test_help_teaches_by_an_example_and_fits(capsys: Capture, words: list[str]) -> None:
    assert main([*words, "--help"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"Example|Begin with", out)
    assert all(cell_len(line) <= 80 for line in out.splitlines())
    assert "\x1b" not in out


def test_version_is_told(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("grade")
