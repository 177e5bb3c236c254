from __future__ import annotations

import os
import random
import subprocess
import sys

import psutil
import pytest

from grader.proof.load import busy, shake


def children() -> set[int]:
    return {process.pid for process in psutil.Process().children()}


# Two that are busy, and the one that holds others up.
@pytest.mark.parametrize(("count", "started"), [(0, 0), (2, 3)])
def test_so_many_processes_are_there_and_gone(count, started):
    before = children()
    with busy(count):
        assert len(children() - before) == started
    assert children() <= before


def test_they_are_gone_after_an_interruption():
    before = children()
    with pytest.raises(KeyboardInterrupt), busy(1):
        raise KeyboardInterrupt
    assert children() <= before


def test_some_are_held_up_and_let_go_again():
    words = [sys.executable, "-I", "-c", "input()"]
    team = [subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(3)]
    left_alone = team[0].pid
    draw, seen = random.Random(1), set()
    for _ in range(20):
        shake(os.getpid(), {left_alone}, draw)
        seen |= {(process.pid == left_alone, os.sched_getscheduler(process.pid)) for process in team}
    for process in team:
        process.communicate()
    assert seen == {(True, os.SCHED_OTHER), (False, os.SCHED_OTHER), (False, os.SCHED_IDLE)}
