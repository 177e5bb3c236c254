"""Busy processes beside a proof, and fits and starts, to find verdicts that depend on who is quick."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

# It ends by itself where whoever started it is gone, even by SIGKILL.
_BUSY = """
import os
parent = os.getppid()
while os.getppid() == parent:
    for _ in range(1_000_000):
        pass
"""
PAUSES_S = (0.001, 0.005, 0.02, 0.05)


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep so many `processes` busy while the block runs, and let all that we start get on by fits and starts.

    processes: 0 is none, and no fits and starts either. Nothing is promised of how long anybody is held up.
    """
    started: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(processes):
            started.append(_start("-c", _BUSY))
        if processes:
            started.append(_start("-m", __name__, *(str(process.pid) for process in started)))
        yield
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def _start(*words: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C is for us alone.
    return subprocess.Popen([sys.executable, "-I", *words], stdin=subprocess.DEVNULL, start_new_session=True)


def shake(parent: int, others: set[int], draw: random.Random) -> None:
    """Let some processes below `parent`, drawn anew at each call, run only when a core is idle, and the rest as usual.

    others: pids that are left alone.
    """
    with suppress(psutil.NoSuchProcess):
        for process in psutil.Process(parent).children(recursive=True):
            if process.pid not in others:
                held = draw.random() < 0.4
                # One that has ended, or that is another user's, is none of ours.
                with suppress(OSError):
                    policy = os.SCHED_IDLE if held else os.SCHED_OTHER
                    os.sched_setscheduler(process.pid, policy, os.sched_param(0))


def _main() -> None:
    parent = os.getppid()
    others = {os.getpid(), *map(int, sys.argv[1:])}
    draw = random.Random(parent)
    while os.getppid() == parent:
        shake(parent, others, draw)
        time.sleep(draw.choice(PAUSES_S))


if __name__ == "__main__":
    _main()
