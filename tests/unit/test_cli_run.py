from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import junitparser
import pytest

from grader.cli import main
from grader.errors import BoxError, InternalError
from grader.model import Verdict
from grader.workspace import read

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_the_clone(course_root: Path, judge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course_root)
    monkeypatch.delenv("COLUMNS", raising=False)


def last_line(capsys: Capture) -> str:
    return capsys.readouterr().out.rstrip().splitlines()[-1]


def test_full_marks_are_0_and_the_next_exercise_follows(judge: Any, course_root: Path, capsys: Capture) -> None:
    assert main(["run", "lock-race"]) == 0
    assert [slug for slug, _ in judge.tasks] == ["lock_race"]
    assert last_line(capsys) == "Next exercise: grade show spawn_safe"
    assert read(course_root).progress.record("lock_race").solved


def test_below_full_marks_is_1_and_a_hint_follows(judge: Any, capsys: Capture) -> None:
    judge.verdicts["lock_race"] = Verdict.FAILED
    assert main(["run", "lock_race"]) == 1
    captured = capsys.readouterr()
    assert captured.out.rstrip().endswith("Next: grade hint lock_race")
    assert "failed: what was wrong" in captured.out
    assert captured.err == ""


def test_no_score_is_3(judge: Any, capsys: Capture) -> None:
    judge.verdicts["lock_race"] = Verdict.INCONCLUSIVE
    assert main(["run", "lock_race"]) == 3
    assert last_line(capsys) == "Next: grade doctor"


def test_bare_grade_takes_the_first_exercise_that_is_not_solved(judge: Any, capsys: Capture) -> None:
    for slug in ("lock_race", "spawn_safe", "join_first"):
        assert main([]) == 0
        assert [task for task, _ in judge.tasks] == [slug]
    assert last_line(capsys) == "All exercises are solved."
    judge.tasks = []
    assert main([]) == main(["run"]) == 0
    assert judge.tasks == []
    assert last_line(capsys) == "All 3 exercises are solved."


def test_all_grades_all_in_course_order(judge: Any, capsys: Capture) -> None:
    assert main(["run", "--all"]) == 0
    assert [slug for slug, _ in judge.tasks] == ["lock_race", "spawn_safe", "join_first"]


def test_a_foreign_submission_leaves_the_progress(judge: Any, course_root: Path, capsys: Capture) -> None:
    assert main(["run", "--all", "--submission", "exercises"]) == 0
    assert last_line(capsys) == "Full marks."
    assert not (course_root / ".grade").exists()


def test_a_submission_alone_says_for_which_exercise_it_is(judge: Any, tmp_path: Path) -> None:
    (tmp_path / "spawn_safe.py").touch()
    assert main(["run", "--submission", str(tmp_path / "spawn_safe.py")]) == 0
    assert [slug for slug, _ in judge.tasks] == ["spawn_safe"]


def test_the_options_reach_the_judge(judge: Any) -> None:
    words = ["--start-method", "spawn,fork", "--seed", "5", "--box", "none", "--jobs", "2", "--public"]
    assert main(["run", "lock_race", *words]) == 0
    options = judge.options
    assert options.start_methods == ("fork", "spawn")
    assert (options.seed, options.box, options.jobs, options.public_only) == (5, "none", 2, True)


def test_start_methods_may_be_repeated(judge: Any) -> None:
    main(["run", "lock_race", "--start-method", "spawn", "--start-method", "fork"])
    assert judge.options.start_methods == ("fork", "spawn")


def test_part_of_the_cases_leads_to_the_whole(course_root: Path, capsys: Capture) -> None:
    assert main(["run", "lock_race", "--start-method", "spawn"]) == 0
    assert last_line(capsys) == "Next: grade run lock_race"
    assert not read(course_root).progress.record("lock_race").solved


def test_with_all_an_exercise_without_that_start_method_is_left_out(judge: Any) -> None:
    assert main(["run", "--all", "--start-method", "fork"]) == 0
    assert [slug for slug, _ in judge.tasks] == ["lock_race", "join_first"]


def test_without_a_seed_one_is_drawn_and_shown(judge: Any, capsys: Capture) -> None:
    main(["run", "lock_race"])
    assert f"seed {judge.options.seed} " in capsys.readouterr().out
    assert 0 <= judge.options.seed < 2**32


@pytest.mark.parametrize(
    ("words", "problem", "next_step"),
    [
        (["run", "lock_rcae"], "'lock_rcae'", "did you mean lock_race?"),
        (["run", "lock_race", "--all"], "--all and lock_race", "or say --all"),
        (["run", "lock_race", "--start-method", "thread"], "'thread'", "allowed: fork, spawn, forkserver"),
        (["run", "lock_race", "--start-method", "fork,"], "''", "allowed: fork, spawn, forkserver"),
        (["run", "spawn_safe", "--start-method", "fork"], "spawn_safe is not graded under fork", "spawn"),
        (["run", "--all", "--start-method", "forkserver"], "lock_race is not graded", "fork, spawn"),
        (["run", "lock_race", "--jobs", "0"], "--jobs: '0'", "allowed: auto, or 1 to 256"),
        (["run", "lock_race", "--jobs", "many"], "--jobs: 'many'", "allowed: auto, or 1 to 256"),
        (["run", "lock_race", "--seed", "-1"], "--seed: -1", "allowed: 0 to"),
        (["run", "lock_race", "--seed", "x"], "'x' is not a valid integer", "see: grade run --help"),
        (["run", "lock_race", "--box", "jail"], "'jail'", "see: grade run --help"),
        (["run", "lock_race", "--format", "html"], "'html'", "see: grade run --help"),
        (["run", "lock_race", "--submission", "none.py"], "none.py", "--submission takes"),
        (["rum"], "rum", "see: grade --help"),
        (["show"], "EXERCISE", "see: grade show --help"),
    ],
)
def test_wrong_usage_is_2_and_names_the_value(
    judge: Any, capsys: Capture, words: list[str], problem: str, next_step: str
) -> None:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    lines = captured.err.splitlines()
    assert lines[0].startswith("grade: ")
    assert problem in captured.err
    assert next_step in lines[-1]
    assert judge.options is None


def test_a_start_method_that_this_platform_lacks_is_2(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert main(["run", "lock_race", "--start-method", "fork"]) == 2
    assert "this platform lacks 'fork'" in capsys.readouterr().err


def test_json_on_stdout_is_nothing_but_json(judge: Any, capsys: Capture) -> None:
    assert main(["run", "--all", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["score"] == 30.0


def test_junit_on_stdout_is_nothing_but_xml(capsys: Capture) -> None:
    assert main(["run", "lock_race", "--format", "junit"]) == 0
    assert junitparser.JUnitXml.fromstring(capsys.readouterr().out.encode()).tests == 4


@pytest.mark.parametrize("form", ["text", "json", "junit"])
def test_output_writes_the_file_and_shows_the_table_too(tmp_path: Path, capsys: Capture, form: str) -> None:
    path = tmp_path / "report"
    assert main(["run", "lock_race", "--format", form, "--output", str(path)]) == 0
    assert b"lock_race" in path.read_bytes()
    assert "10 / 10" in capsys.readouterr().out


def test_a_full_disk_is_3_and_the_table_is_shown_all_the_same(course_root: Path, capsys: Capture) -> None:
    assert main(["run", "lock_race", "--output", "/dev/full"]) == 3
    captured = capsys.readouterr()
    assert "10 / 10" in captured.out
    assert captured.err.startswith("grade: cannot write /dev/full: No space left on device")
    assert read(course_root).progress.record("lock_race").solved


@pytest.mark.parametrize("place", ["none/report.json", "exercises"])
def test_a_place_for_the_report_is_looked_for_before_the_grading(judge: Any, capsys: Capture, place: str) -> None:
    assert main(["run", "lock_race", "--output", place]) == 3
    assert f"cannot write {place}" in capsys.readouterr().err
    assert judge.options is None


def test_progress_that_cannot_be_kept_is_3_and_the_table_is_shown(course_root: Path, capsys: Capture) -> None:
    (course_root / ".grade").touch()
    assert main(["run", "lock_race"]) == 3
    captured = capsys.readouterr()
    assert "10 / 10" in captured.out
    assert "cannot keep progress" in captured.err


def test_broken_progress_is_set_aside_with_a_message_on_stderr(course_root: Path, capsys: Capture) -> None:
    (course_root / ".grade").mkdir()
    (course_root / ".grade" / "progress.json").write_text("{")
    assert main(["run", "lock_race"]) == 0
    assert "progress.broken-1.json" in capsys.readouterr().err


def test_a_box_that_fails_is_3(judge: Any, capsys: Capture) -> None:
    judge.raises = BoxError("no bwrap", "apt install bubblewrap")
    assert main(["run", "lock_race"]) == 3
    assert capsys.readouterr().err == "grade: no bwrap\napt install bubblewrap\n"


@pytest.mark.parametrize("error", [InternalError("a bug"), KeyError("a bug")])
def test_a_bug_of_ours_is_3_with_the_traceback_in_a_file(
    judge: Any, course_root: Path, capsys: Capture, error: Exception
) -> None:
    judge.raises = error
    assert main(["run", "lock_race"]) == 3
    captured = capsys.readouterr()
    (file,) = (course_root / ".grade").glob("error-*.txt")
    assert "Traceback" not in captured.err
    assert captured.err.splitlines()[1] == f"please report it with {file}"
    assert "Traceback" in file.read_text()


def test_ctrl_c_is_130_and_nothing_is_saved(judge: Any, course_root: Path, capsys: Capture) -> None:
    judge.raises = KeyboardInterrupt()
    assert main(["run", "lock_race", "--output", "report.txt"]) == 130
    assert capsys.readouterr().err == "grade: interrupted: nothing was saved\n"
    assert not (course_root / "report.txt").exists()
    assert not (course_root / ".grade").exists()


def test_sigterm_is_like_ctrl_c(judge: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(sys.modules["grader.judge"], "judge", lambda *_: signal.raise_signal(signal.SIGTERM))
    assert main(["run", "lock_race"]) == 130
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_reader_that_went_away_is_quiet(course_root: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-c", "import sys; from grader.cli import main; sys.exit(main(['list']))"]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, cwd=course_root)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_behind_stdout_is_3(course_root: Path) -> None:
    words = [sys.executable, "-c", "import sys; from grader.cli import main; sys.exit(main(['list']))"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, cwd=course_root, text=True)
    assert done.returncode == 3
    assert done.stderr.startswith("grade: cannot write the output: No space left on device")


def test_a_terminal_without_unicode_ends_nothing(course_root: Path) -> None:
    words = [
        sys.executable,
        "-c",
        "import sys; from grader.cli import main; sys.exit(main(['list', '--lang', 'zh-CN']))",
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(words, capture_output=True, cwd=course_root, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
