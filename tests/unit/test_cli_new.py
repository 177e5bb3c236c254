from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.cli import main
from grader.course import KINDS, load
from grader.scaffold import scaffold

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_the_clone(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone)


def test_new_writes_the_files_and_tells_what_is_next(clone: Path, capsys: Capture) -> None:
    assert main(["new", "toy-factory", "--kind", "implement", "--unit", "first"]) == 0
    *written, last = capsys.readouterr().out.splitlines()
    assert last.startswith("Next: grade verify toy_factory")
    assert "solutions/toy_factory/rejected/no_join.py" in written
    assert all((clone / name).is_file() for name in written)
    config = load(clone).exercise("toy_factory").config
    assert (config.unit, config.order, config.kind) == ("first", 2, "implement")


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_left_to_fill_in(kind: str) -> None:
    for place, text in scaffold("toy_factory", kind=kind, unit="first", order=3).items():
        assert not {"SLUG", "UNIT", "ORDER", "KIND"} & set(text.replace('"', " ").split()), place
        assert "toy_factory" in text or place.name in (
            "exercise.toml",
            "test_toy_factory.py",
            "test_toy_factory_hidden.py",
        )


@pytest.mark.parametrize(
    ("words", "problem", "next_step"),
    [
        (["elsewhere"], "there is a folder exercises/elsewhere already", "choose another name"),
        (["Elsewhere"], "'Elsewhere' is no name for an exercise", "small letters"),
        (["../x"], "'../x' is no name for an exercise", "small letters"),
        (["class"], "'class' is the name of something else in Python", "of its own"),
        (["queue"], "'queue' is the name of something else in Python", "of its own"),
        (["scenarios"], "'scenarios' is the name of something else", "of its own"),
        (["toys", "--unit", "last"], "there is no unit 'last'", "the units of course.toml: first"),
        (["toys", "--kind", "read"], "'read' is not one of", "grade new --help"),
    ],
)
def test_a_wrong_word_is_told_and_nothing_is_written(
    clone: Path, capsys: Capture, words: list[str], problem: str, next_step: str
) -> None:
    before = sorted(clone.rglob("*"))
    assert main(["new", *words]) == 2
    said = capsys.readouterr().err
    assert problem in said
    assert next_step in said
    assert sorted(clone.rglob("*")) == before


def test_a_course_without_solutions_takes_none(clone: Path, capsys: Capture) -> None:
    shutil.rmtree(clone / "solutions")
    assert main(["new", "toys"]) == 3
    assert "there are no solutions" in capsys.readouterr().err
