"""`grade new` and `grade verify` for real, on a course of one small exercise."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import psutil
import pytest

from grader.cli import main
from grader.proof.files import TODO
from grader.proof.matrix import Proof

IN_MAIN = Path("solutions/elsewhere/rejected/in_main.py")
HANGS = Path("solutions/elsewhere/accepted/simple_queue.py")


@pytest.fixture(autouse=True)
def in_the_clone(clone, monkeypatch):
    monkeypatch.chdir(clone)


@pytest.mark.parametrize("kind", ["fix", "implement"])
def test_a_new_exercise_is_proven_but_for_what_is_left_to_do(clone, capsys, kind):
    assert main(["new", "toys", "--kind", kind]) == 0
    assert main(["verify", "toys", "--output", "matrix.json"]) == 1
    proof = msgspec.json.decode(Path("matrix.json").read_bytes(), type=Proof)
    (matrix,) = proof.exercises
    assert all(row.holds for row in matrix.rows)
    assert len(matrix.rows) == 5
    assert [fault.problem for fault in matrix.faults if not re.match(r"line \d+ is unfinished: ", fault.problem)] == []
    places = {fault.where for fault in matrix.faults}
    for place in places:
        path = clone / place
        path.write_text(path.read_text("utf-8").replace(TODO, "done"), "utf-8")
    capsys.readouterr()
    assert main(["verify", "toys"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split()[-1] == "proven"


def test_what_has_not_changed_is_not_graded_again(capsys):
    def closing(*words):
        code = main(["verify", *words])
        return code, capsys.readouterr().out.splitlines()[-1]

    assert closing() == (0, "1 of 1 proven · 5 graded, 0 known from before")
    assert closing() == (0, "1 of 1 proven · 0 graded, 5 known from before")
    IN_MAIN.write_text(IN_MAIN.read_text().replace("return work(number)", "return -work(number)"))
    assert closing() == (1, "0 of 1 proven · 1 graded, 4 known from before")
    IN_MAIN.write_text(
        "# loses test_the_result_comes_back: failed\n# loses test_nobody_is_left: failed\n" + IN_MAIN.read_text()
    )
    assert closing("elsewhere", "--repeat", "2", "--load", "1") == (0, "1 of 1 proven · 10 graded, 0 known from before")


def test_a_broken_suite_is_a_fault_of_the_exercise(clone, capsys):
    suite = clone / "tests/hidden/elsewhere/test_elsewhere_hidden.py"
    suite.write_text(suite.read_text().replace("def test_nobody_is_left(box)", "def test_nobody_is_left(crate)"))
    assert main(["verify"]) == 1
    out = capsys.readouterr().out
    assert "does not take `box`" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["elsewere"], "did you mean elsewhere?"),
        (["--repeat", "0"], "--repeat: 0 is out of range"),
        (["--load", "-1"], "--load: -1 is out of range"),
        (["--jobs", "many"], "--jobs: 'many' is no number of jobs"),
    ],
)
def test_a_wrong_word_is_told(capsys, words, said):
    assert main(["verify", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.fixture
def under_way(clone):
    """A proof in which one answer computes for ever, when the two before it are graded."""
    HANGS.write_text("def elsewhere(ctx, work, number):\n    while True:\n        pass\n")
    toml = clone / "exercises/elsewhere/exercise.toml"
    toml.write_text(toml.read_text("utf-8") + "\n[limits]\ncpu_s = 100000.0\nwall_s = 100000.0\n", "utf-8")
    words = [sys.executable, "-m", "grader", "verify", "--jobs", "1"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (clone / ".grade/proofs/elsewhere/model.json").exists():
        assert process.poll() is None
        os.sched_yield()
    yield process
    process.kill()
    process.communicate()


def test_an_interruption_keeps_what_was_proven_and_leaves_nobody_behind(under_way, capsys):
    family = psutil.Process(under_way.pid).children(recursive=True)
    under_way.send_signal(signal.SIGINT)
    out, err = under_way.communicate()
    assert (under_way.returncode, out) == (130, "")
    # What is kept is kept before it is counted.
    assert re.fullmatch(r"grade: interrupted: [12] of 5 gradings were done; repeat it to go on\n", err)
    psutil.wait_procs(family)
    HANGS.unlink()
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.endswith("1 of 1 proven · 2 graded, 2 known from before\n")


def test_a_worker_that_is_killed_is_no_verdict(under_way):
    (worker,) = [
        child for child in psutil.Process(under_way.pid).children() if "spawn_main" in " ".join(child.cmdline())
    ]
    worker.kill()
    _, err = under_way.communicate()
    assert under_way.returncode == 3
    assert "the process that graded elsewhere: accepted/simple_queue died with the exit code -9" in err
