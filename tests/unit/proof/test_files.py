from __future__ import annotations

import pytest

from grader.course import load
from grader.proof.files import TODO, faults_of_files


def faults(clone):
    course = load(clone)
    return [(fault.where, fault.problem) for fault in faults_of_files(course, course.exercise("elsewhere"))]


def test_a_finished_exercise_has_no_faults(clone):
    assert faults(clone) == []


@pytest.mark.parametrize(
    "place",
    [
        "exercises/elsewhere/notes.txt",
        "exercises/elsewhere/.DS_Store",
        "exercises/elsewhere/test_elsewhere_hidden.py",
        "tests/hidden/elsewhere/helper.py",
        "solutions/elsewhere/wrong/one.py",
        "solutions/elsewhere/rejected/One.py",
    ],
)
def test_a_stray_file_is_found(clone, place):
    (clone / place).parent.mkdir(exist_ok=True)
    (clone / place).write_text("")
    assert faults(clone) == [(place, "the file does not belong here")]


@pytest.mark.parametrize("place", ["exercises/elsewhere/__pycache__/x.pyc", "solutions/elsewhere/.mypy_cache/x.json"])
def test_what_tools_leave_is_not_stray(clone, place):
    (clone / place).parent.mkdir()
    (clone / place).write_text("")
    assert faults(clone) == []


@pytest.mark.parametrize("place", ["exercises/elsewhere/README.zh-CN.md", "solutions/elsewhere/elsewhere.py"])
def test_a_missing_file_is_found(clone, place):
    (clone / place).unlink()
    assert faults(clone) == [(place, "the file is missing")]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("README.zh-CN.md", None, "# Elsewhere\n", "there is no Chinese text in it"),
        ("README.md", None, "\n", "the task is empty"),
        ("exercise.toml", '"交给别的进程做"', '"Elsewhere"', "title.zh-CN is not Chinese: 'Elsewhere'"),
        ("exercise.toml", '"你启动的进程，由谁来等待？"', '"Who?"', "hints.zh-CN is not Chinese: 'Who?'"),
        ("exercise.toml", '"Who waits for the process that you have started?"', '" "', "hints.en is empty"),
    ],
)
def test_both_languages_are_there(clone, name, old, new, problem):
    path = clone / "exercises/elsewhere" / name
    text = path.read_text("utf-8")
    path.write_text(new if old is None else text.replace(old, new), "utf-8")
    assert faults(clone) == [(f"exercises/elsewhere/{name}", problem)]


@pytest.mark.parametrize(
    "place",
    ["exercises/elsewhere/README.md", "solutions/elsewhere/rejected/in_main.py", "tests/hidden/elsewhere/{}_hidden.py"],
)
def test_what_is_left_to_do_is_found_with_its_line(clone, place):
    place = place.format("test_elsewhere")
    text = (clone / place).read_text("utf-8")
    (clone / place).write_text(f"{text}# {TODO}: more\n", "utf-8")
    line = len(text.splitlines()) + 1
    assert faults(clone) == [(place, f"line {line} is unfinished: # {TODO}: more")]
