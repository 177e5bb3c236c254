from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.course import Course, load
from grader.errors import UsageError
from grader.submission import MAX_BYTES, find, read


@pytest.fixture
def course(course_root: Path) -> Course:
    return load(course_root)


def problem_of(path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        read(path, "lock_race")
    assert path.name in caught.value.problem
    assert caught.value.next_step
    return caught.value.problem


def test_a_file_is_read_once_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "lock_race.py"
    path.write_bytes(b"\xef\xbb\xbfx = '\xe9\x94\x81'\n")
    submission = read(path, "lock_race")
    assert (submission.slug, submission.path, submission.source) == ("lock_race", path, path.read_bytes())


def test_the_greatest_size_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "big.py"
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(read(path, "big").source) == MAX_BYTES


def test_a_big_file_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "big.py"
    path.write_bytes(b"")
    os.truncate(path, 10_000_000)
    assert "10,000,000 bytes" in problem_of(path)


def test_nul_bytes_are_refused_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "nul.py"
    path.write_bytes(b"x = 1\n\0")
    assert "offset 6" in problem_of(path)


@pytest.mark.parametrize("before", [b"x = '", b"\xef\xbb\xbf"])
def test_what_is_not_utf_8_is_refused_with_its_place(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "latin.py"
    path.write_bytes(before + b"\xe9'\n")
    assert f"byte 0xe9 at offset {len(before)}" in problem_of(path)


def test_a_coding_line_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "latin.py"
    path.write_bytes(b"# coding: latin-1\n# \xe9\n")
    assert "not UTF-8" in problem_of(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "No such file" in problem_of(tmp_path / "none.py")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock_race.py").mkdir()
    assert "is a folder" in problem_of(tmp_path / "lock_race.py")


def test_a_fifo_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.py")
    assert "not a regular file" in problem_of(tmp_path / "fifo.py")


def test_a_link_to_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zero.py").symlink_to("/dev/zero")
    assert "not a regular file" in problem_of(tmp_path / "zero.py")


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    assert "symbolic links" in problem_of(tmp_path / "loop.py")


@pytest.fixture
def model_answer(tmp_path: Path) -> Path:
    path = tmp_path / "solutions" / "lock_race" / "lock_race.py"
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def test_a_link_out_of_a_folder_is_refused(tmp_path: Path, course: Course, model_answer: Path) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "lock_race.py").symlink_to(model_answer)
    with pytest.raises(UsageError, match="is a link out of"):
        find(course, (), tmp_path / "anna", tmp_path)


def test_a_folder_in_a_folder_that_is_a_link_out_of_it_is_refused(
    tmp_path: Path, course: Course, model_answer: Path
) -> None:
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "lock_race").symlink_to(model_answer.parent)
    with pytest.raises(UsageError, match="is a link out of"):
        find(course, (), tmp_path / "anna", tmp_path)


def test_a_folder_that_was_named_may_be_a_link(tmp_path: Path, course: Course, model_answer: Path) -> None:
    (tmp_path / "anna").symlink_to(model_answer.parent)
    assert list(find(course, (), tmp_path / "anna", tmp_path)) == ["lock_race"]


def test_a_file_that_is_a_link_must_stay_beside_it(tmp_path: Path, course: Course) -> None:
    (tmp_path / "handed_in").mkdir()
    (tmp_path / "answer.py").write_text("secret = 1\n")
    (tmp_path / "handed_in" / "version_3.py").write_text("x = 3\n")
    link = tmp_path / "handed_in" / "lock_race.py"
    link.symlink_to("version_3.py")
    assert find(course, (), link, tmp_path)["lock_race"].source == b"x = 3\n"
    link.unlink()
    link.symlink_to("../answer.py")
    with pytest.raises(UsageError, match="is a link out of"):
        find(course, (), link, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.py"
    path.touch(mode=0)
    assert "Permission denied" in problem_of(path)


def test_a_file_for_the_one_exercise_asked_may_have_any_name(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "own_lock.py"
    path.touch()
    found = find(course, [course.exercise("lock_race")], path, tmp_path)
    assert {slug: submission.path for slug, submission in found.items()} == {"lock_race": path}


@pytest.mark.parametrize("asked", [True, False])
def test_a_file_among_several_exercises_goes_by_its_name(tmp_path: Path, course: Course, asked: bool) -> None:
    path = tmp_path / "spawn_safe.py"
    path.touch()
    assert list(find(course, course.exercises if asked else (), path, tmp_path)) == ["spawn_safe"]


def test_a_file_of_another_name_among_several_exercises_is_refused(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "answer.py"
    path.touch()
    with pytest.raises(UsageError, match=r"'answer' is none of those"):
        find(course, course.exercises, path, tmp_path)


def test_a_folder_like_exercises(course_root: Path, course: Course) -> None:
    found = find(course, course.exercises, course_root / "exercises", course_root)
    assert list(found) == ["lock_race", "spawn_safe", "join_first"]
    assert found["lock_race"].path == course_root / "exercises" / "lock_race" / "lock_race.py"


def test_a_folder_of_loose_files(tmp_path: Path, course: Course) -> None:
    (tmp_path / "lock_race.py").touch()
    (tmp_path / "notes.py").touch()
    assert list(find(course, (), tmp_path, tmp_path)) == ["lock_race"]


def test_a_folder_that_lacks_some_of_those_asked_names_them(tmp_path: Path, course: Course) -> None:
    (tmp_path / "lock_race.py").touch()
    with pytest.raises(UsageError, match="has no submission for spawn_safe, join_first"):
        find(course, course.exercises, tmp_path, tmp_path)


@pytest.mark.parametrize("asked", [True, False])
def test_a_folder_with_none_of_the_exercises_is_refused(tmp_path: Path, course: Course, asked: bool) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="has none of the exercises") as caught:
        find(course, course.exercises if asked else (), tmp_path / "empty", tmp_path)
    assert "lock_race/lock_race.py" in caught.value.next_step


def test_a_folder_with_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path, course: Course) -> None:
    (tmp_path / "lock_race.py").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        find(course, [course.exercise("lock_race")], tmp_path, tmp_path)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path, course: Course) -> None:
    with pytest.raises(UsageError, match="there is no file or folder"):
        find(course, course.exercises, tmp_path / "none", tmp_path)


def test_without_a_path_the_workspace_counts_before_the_current_folder(
    tmp_path: Path, course_root: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [course.exercise("lock_race")]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lock_race.py").touch()
    found = find(course, asked, None, course_root)
    assert found["lock_race"].path == course_root / "exercises" / "lock_race" / "lock_race.py"
    assert find(course, asked, None, tmp_path)["lock_race"].path == Path("lock_race.py")


def test_without_a_path_and_without_a_file_grade_init_is_the_next_step(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        find(course, [course.exercise("lock_race")], None, tmp_path)
    assert "grade init" in caught.value.next_step
