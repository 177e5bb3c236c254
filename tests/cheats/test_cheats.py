"""Every file in `submissions` attacks the grader: it must gain nothing, and nothing of it may be left running.

A new attack is one file plus nothing.
"""

from __future__ import annotations

import contextlib
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


def _alive():
    alive = []
    for child in psutil.Process().children(recursive=True):
        # A zombie has ended; it waits for whoever adopts it, here this very process.
        with contextlib.suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE:
                alive.append(child)
    return alive


@pytest.fixture
def orphanage():
    """Makes this process the parent of every orphan below it, so that nothing can slip away unseen."""
    before = set(_alive())
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    yield lambda: [child for child in _alive() if child not in before]
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
    assert done.returncode in (1, 3), done.stderr
    (result,) = json.loads(done.stdout)["exercises"]
    assert sum(case["points"] for case in result["cases"]) == 0
    verdicts = {case["verdict"] for case in result["cases"]}
    assert "internal" not in verdicts
    # Who breaks the search itself may get no score at all; never a point.
    assert done.returncode == 1 or "inconclusive" in verdicts
    assert orphanage() == []
