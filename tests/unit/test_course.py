from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader import course as course_module
from grader.course import find_course, load
from grader.errors import CourseError, UsageError


def test_exercises_come_in_the_order_of_units_then_order(course_root: Path) -> None:
    course = load(course_root)
    assert [exercise.slug for exercise in course.exercises] == ["lock_race", "spawn_safe", "join_first"]
    assert course.exercises[0].hidden == course_root / "tests" / "hidden" / "lock_race"


@pytest.mark.parametrize("name", ["lock_race", "lock-race"])
def test_an_exercise_is_found_by_its_slug_and_with_dashes(course_root: Path, name: str) -> None:
    assert load(course_root).exercise(name).slug == "lock_race"


def test_an_unknown_exercise_is_named_and_the_nearest_suggested(course_root: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(course_root).exercise("lock-rcae")
    assert "lock-rcae" in caught.value.problem
    assert "lock_race" in caught.value.next_step


def test_an_exercise_unlike_all_others_points_to_the_list(course_root: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(course_root).exercise("zzz")
    assert "grade list" in caught.value.next_step


@pytest.mark.parametrize(
    ("changes", "said", "allowed"),
    [
        ({"colour": '"red"'}, ["unknown key 'colour'", "'red'"], "difficulty"),
        ({"limits": "{ cpu = 3 }"}, ["unknown key 'limits.cpu'", "3"], "cpu_s"),
        ({"order": '"one"'}, ["order = 'one'"], "a whole number"),
        ({"order": "true"}, ["order = True"], "a whole number"),
        ({"limits": '{ cpu_s = "x" }'}, ["limits.cpu_s = 'x'"], "a number"),
        ({"hints": '{ en = ["a", 3], zh-CN = ["b"] }'}, ["hints.en.1 = 3"], "a text"),
        ({"title": '"A title"'}, ["title = 'A title'"], "a table"),
        ({"title": '{ en = "A title" }'}, ["'title.zh-CN' is missing"], "en, zh-CN"),
        ({"kind": ""}, ["'kind' is missing"], "unit, order, kind"),
        ({"kind": '"guess"'}, ["kind = 'guess'"], "fix, implement"),
        ({"difficulty": "6"}, ["difficulty = 6"], "1 to 5"),
        ({"order": "0"}, ["order = 0"], "1 or more"),
        ({"unit": '"third"'}, ["unit = 'third'"], "first, second"),
        ({"start_methods": '["thread"]'}, ["start_methods = 'thread'"], "fork, spawn, forkserver"),
        ({"start_methods": '["fork", "fork"]'}, ["start_methods = 'fork'"], "at most once"),
        ({"start_methods": "[]"}, ["start_methods = []"], "at least one"),
        ({"public": '["one"]'}, ["public = 'one'"], "test_"),
        ({"hints": "{ en = [], zh-CN = [] }"}, ["hints.en = []"], "at least one hint"),
        ({"hints": '{ en = ["a"], zh-CN = [] }'}, ["hints.zh-CN = []"], "as many as"),
        ({"limits": "{ wall_s = inf }"}, ["limits.wall_s = inf"], "above 0"),
        ({"limits": "{ memory_bytes = 1024 }"}, ["limits.memory_bytes = 1024"], "67108864 to"),
        ({"limits": "{ message_bytes = 200000 }"}, ["limits.message_bytes = 200000"], "1024 to 131072"),
        ({"limits": "{ cpu_s = nan }"}, ["limits.cpu_s = nan"], "above 0"),
        ({"schedules": "0"}, ["schedules = 0"], "above 0"),
    ],
)
def test_a_wrong_exercise_toml_names_file_key_value_and_what_is_allowed(
    course_root: Path, exercise: Callable[..., Path], changes: dict[str, str], said: list[str], allowed: str
) -> None:
    folder = exercise(course_root, "odd", **{"order": "9", **changes})
    with pytest.raises(CourseError) as caught:
        load(course_root)
    assert str(folder / "exercise.toml") in caught.value.problem
    for text in said:
        assert text in caught.value.problem
    assert allowed in caught.value.next_step


def test_two_exercises_of_a_unit_cannot_have_one_order(course_root: Path, exercise: Callable[..., Path]) -> None:
    exercise(course_root, "zeta", order="2")
    with pytest.raises(CourseError, match=r"zeta.*order = 2") as caught:
        load(course_root)
    assert "spawn_safe" in caught.value.next_step


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("exercises/lock_race/lock_race.py", "stub"),
        ("exercises/lock_race/scenarios.py", "scenarios"),
        ("exercises/lock_race/test_lock_race.py", "public suite"),
        ("tests/hidden/lock_race/test_lock_race_hidden.py", "hidden suite"),
    ],
)
def test_a_missing_file_is_named(course_root: Path, file: str, what: str) -> None:
    (course_root / file).unlink()
    with pytest.raises(CourseError) as caught:
        load(course_root)
    assert what in caught.value.problem
    assert file in caught.value.problem


def test_a_folder_without_exercise_toml_is_an_error(course_root: Path) -> None:
    (course_root / "exercises" / "notes").mkdir()
    with pytest.raises(CourseError, match=r"notes has no exercise\.toml"):
        load(course_root)


def test_folders_of_tools_and_loose_files_are_no_exercises(course_root: Path) -> None:
    (course_root / "exercises" / "__pycache__").mkdir()
    (course_root / "exercises" / ".idea").mkdir()
    (course_root / "exercises" / "notes.txt").touch()
    assert len(load(course_root).exercises) == 3


def test_a_slug_is_a_module_name(course_root: Path) -> None:
    (course_root / "exercises" / "lock_race").rename(course_root / "exercises" / "lock-race")
    with pytest.raises(CourseError, match="'lock-race' is no slug"):
        load(course_root)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"unit = ", "is not TOML"), (b'unit = "\xff"', "is not UTF-8"), (b"units = 3", "units = 3 has the wrong type")],
)
def test_a_broken_course_toml_is_named(course_root: Path, content: bytes, said: str) -> None:
    (course_root / "course.toml").write_bytes(content + b"\n[title]\nen = 'a'\nzh-CN = 'b'\n")
    with pytest.raises(CourseError, match=said) as caught:
        load(course_root)
    assert str(course_root / "course.toml") in caught.value.problem


def test_a_unit_has_a_name_of_its_own(course_root: Path) -> None:
    path = course_root / "course.toml"
    path.write_text(path.read_text("utf-8").replace('"second"', '"first"', 1), "utf-8")
    with pytest.raises(CourseError, match="units = 'first'"):
        load(course_root)


def test_a_course_without_exercises_is_an_error(tmp_path: Path, course_root: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (course_root / "course.toml").rename(tmp_path / "course.toml")
    with pytest.raises(CourseError, match="is empty"):
        load(tmp_path)


def test_the_nearest_clone_wins(course_root: Path) -> None:
    assert find_course(course_root / "exercises" / "lock_race") == course_root.resolve()


def test_outside_a_clone_the_installed_course_is_found(
    tmp_path: Path, course_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "grader"
    package.mkdir(parents=True)
    course_root.rename(package / "_course")
    monkeypatch.setattr(course_module, "_PACKAGE", package)
    assert find_course(tmp_path) == package / "_course"


def test_outside_a_clone_an_editable_install_finds_the_clone_that_it_came_from(
    tmp_path: Path, course_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course_module, "_PACKAGE", course_root / "grader")
    assert find_course(tmp_path) == course_root


def test_no_course_at_all_is_said_with_a_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course_module, "_PACKAGE", tmp_path / "grader")
    with pytest.raises(CourseError) as caught:
        find_course(tmp_path)
    assert str(tmp_path) in caught.value.problem
    assert caught.value.next_step


def test_a_course_that_cannot_be_read_is_said(course_root: Path) -> None:
    (course_root / "course.toml").unlink()
    with pytest.raises(CourseError, match="No such file"):
        load(course_root)
