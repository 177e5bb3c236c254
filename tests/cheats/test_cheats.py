"""Every file in `submissions` attacks the grader: it must gain nothing, and nothing of it may be left running.

A new attack is one file plus nothing.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXERCISES = ("lock_race", "join_before_get")
PR_SET_CHILD_SUBREAPER = 36


@pytest.fixture
def orphanage():
    """Makes this process the parent of every orphan below it, so that nothing can slip away unseen."""
    before = set(psutil.Process().children(recursive=True))
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    yield lambda: [child for child in psutil.Process().children(recursive=True) if child not in before]
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("attack", sorted(path.stem for path in (HERE / "submissions").glob("*.py")))
def test_an_attack_gains_nothing(attack, exercise, orphanage, tmp_path):
    submission = tmp_path / f"{exercise}.py"
    submission.write_bytes((HERE / "submissions" / f"{attack}.py").read_bytes())
    command = ["run", exercise, "--submission", submission, "--format", "json", "--jobs", "1", "--seed", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "grader", *map(str, command)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    (result,) = json.loads(done.stdout)["exercises"]
    assert result["score"] == 0
    assert "internal" not in {case["verdict"] for case in result["cases"]}
    assert orphanage() == []
