"""The command line from a lost case to its schedule, seen again: twice, and the same each time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ANSWER = "solutions/lock_race/rejected/own_lock.py"


def grade(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "grader", *words], cwd=ROOT, capture_output=True, text=True)


def cases_of(done: subprocess.CompletedProcess[str]) -> dict[tuple[str, str], dict[str, Any]]:
    (exercise,) = json.loads(done.stdout)["exercises"]
    return {(case["name"], case["start_method"]): case for case in exercise["cases"]}


def test_what_a_grading_found_is_seen_again_by_its_token():
    done = grade("run", "lock_race", "--submission", ANSWER, "--format", "json")
    assert done.returncode == 1, done.stderr
    for method in ("fork", "spawn"):
        key = ("test_no_deposit_is_lost", method)
        lost = cases_of(done)[key]
        assert lost["schedule"].endswith("@test_no_deposit_is_lost")
        assert lost["timeline"]["cause"]
        for _ in range(2):
            again = grade("replay", "lock_race", lost["schedule"], "--submission", ANSWER, "--format", "json")
            assert again.returncode == 1, again.stderr
            assert list(cases_of(again)) == [key]
            seen = cases_of(again)[key]
            for part in ("verdict", "feedback", "schedule", "timeline"):
                assert seen[part] == lost[part]


def test_another_submission_does_not_follow_the_schedule():
    done = grade("run", "lock_race", "--submission", ANSWER, "--start-method", "fork", "--format", "json")
    token = cases_of(done)["test_no_deposit_is_lost", "fork"]["schedule"]
    again = grade("replay", "lock_race", token, "--submission", "solutions")
    assert again.returncode == 3, again.stderr
    assert "The submission has changed since the token was made" in again.stdout
