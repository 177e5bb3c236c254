"""What the harness would see if an attack succeeded: without a box, attacks do succeed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import harness


def graded_without_a_box(name, root):
    return harness.run(harness.Attack(harness.SUBMISSIONS / f"{name}.py"), root, box="none")


def test_a_secret_that_is_read_is_seen(tmp_path):
    assert graded_without_a_box("reads_the_course", tmp_path).secrets() == [harness.TOKEN]


def test_what_is_written_is_seen(tmp_path):
    graded = graded_without_a_box("writes_everywhere", tmp_path)
    try:
        assert graded.traces
    finally:
        for path in graded.traces:
            Path(path).unlink()


def test_who_lives_on_is_seen():
    with harness.orphanage() as alive:
        idle = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        assert [child.pid for child in alive()] == [idle.pid]
        idle.communicate(b"\n")
        assert alive() == []
