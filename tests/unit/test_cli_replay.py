from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.cli import main
from grader.model import CaseResult, GradeOptions, Timeline, TimelineRow, Verdict
from grader.workspace import read

Capture = pytest.CaptureFixture[str]
TOKEN = "x1-{}.{}-spawn-2a-07df-3:0.2@test_two".format(*sys.version_info)


@pytest.fixture(autouse=True)
def in_the_clone(
    course_root: Path, judge: Any, result: Callable[..., CaseResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fake judges one case, as a replay does; its token is read by the real judge's module."""
    monkeypatch.chdir(course_root)
    monkeypatch.delenv("COLUMNS", raising=False)
    step = TimelineRow(process="SpawnProcess-1", what="took lock", file="a.py", line=3, source="lock.acquire()")
    told = Timeline(processes=("SpawnProcess-1",), rows=(step,), cause="SpawnProcess-1 waits for itself.")

    def replayed(course: Any, tasks: Any, options: GradeOptions, observer: Any) -> tuple[CaseResult, ...]:
        judge.judge(course, tasks, options, observer)
        verdict = judge.verdicts.get("lock_race", Verdict.PASSED)
        timeline = told if verdict.is_scored else None
        return (result(name="test_two", start_method="spawn", verdict=verdict, timeline=timeline, schedule=TOKEN),)

    monkeypatch.setattr(sys.modules["grader.judge"], "judge", replayed)
    assert grader.__file__ is not None
    package = str(Path(grader.__file__).parent / "judge")
    monkeypatch.setattr(sys.modules["grader.judge"], "__path__", [package], raising=False)


def test_a_schedule_that_fails_again_is_1_with_its_timeline(judge: Any, course_root: Path, capsys: Capture) -> None:
    judge.verdicts["lock_race"] = Verdict.DEADLOCK
    assert main(["replay", "lock-race", TOKEN]) == 1
    captured = capsys.readouterr()
    assert "a.py:3  took lock\n" in captured.out
    assert "Process-1 waits for itself.\n" in captured.out
    assert "It fails again in this schedule." in captured.out
    assert captured.out.endswith("Next: grade run lock_race\n")
    assert captured.err == ""
    assert "\x1b" not in captured.out
    assert not (course_root / ".grade").exists()


def test_a_schedule_that_passes_is_0_and_no_progress(course_root: Path, capsys: Capture) -> None:
    assert main(["replay", "lock_race", TOKEN]) == 0
    assert "It passes in this schedule." in capsys.readouterr().out
    assert not read(course_root).progress.record("lock_race").solved


def test_a_schedule_that_cannot_be_followed_is_3(judge: Any, capsys: Capture) -> None:
    judge.verdicts["lock_race"] = Verdict.INCONCLUSIVE
    assert main(["replay", "lock_race", TOKEN]) == 3
    assert "The submission has changed since the token was made" in capsys.readouterr().out


def test_seed_token_box_and_submission_reach_the_judge(judge: Any, course_root: Path) -> None:
    (course_root / "mine.py").write_text("# mine\n")
    assert main(["replay", "lock_race", TOKEN, "--submission", "mine.py", "--box", "none"]) == 0
    options = judge.options
    assert (options.seed, options.replay, options.box) == (0x2A, TOKEN, "none")
    ((slug, submission),) = judge.tasks
    assert (slug, submission.source) == ("lock_race", b"# mine\n")


def test_json_is_a_report_of_that_case_alone(judge: Any, capsys: Capture) -> None:
    judge.verdicts["lock_race"] = Verdict.FAILED
    assert main(["replay", "lock_race", TOKEN, "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["complete"] is False
    assert report["seed"] == 42
    (case,) = report["exercises"][0]["cases"]
    assert case["schedule"] == TOKEN
    assert case["timeline"]["rows"][0]["what"] == "took lock"


@pytest.mark.parametrize(
    ("words", "problem", "next_step"),
    [
        (["lock_rcae", TOKEN], "'lock_rcae'", "did you mean lock_race?"),
        (["lock_race"], "TOKEN", "see: grade replay --help"),
        (["lock_race", "x1"], "'x1' is not a token", "copy the whole token"),
        (["lock_race", TOKEN.partition("@")[0]], "names no case", "copy the whole token"),
        (["lock_race", TOKEN.replace("x1", "x9")], "not a schedule of this version", "copy the whole token"),
        (["lock_race", TOKEN.replace("-2a-", "-seed-")], "cut short, or altered", "copy the whole token"),
        (["lock_race", TOKEN.replace("-2a-", f"-{2**53:x}-")], "seed out of range", "allowed: 0 to 1fffffffffffff"),
        (["lock_race", TOKEN.replace("x1-3.", "x1-2.")], "is of Python 2.", "or grade again"),
        (["lock_race", TOKEN.replace("spawn", "forkserver")], "'forkserver'", "graded under fork, spawn"),
        (["lock_race", TOKEN, "--submission", "none.py"], "none.py", "--submission takes"),
    ],
)
def test_wrong_usage_is_2_and_names_the_value(
    judge: Any, capsys: Capture, words: list[str], problem: str, next_step: str
) -> None:
    assert main(["replay", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert problem in captured.err
    assert next_step in captured.err.splitlines()[-1]
    assert judge.options is None
