"""Asks hung processes where they stand: on a signal, each writes its threads' lines to stderr (see `inside.hooks`)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from typing import Protocol

from grader.box import processes
from grader.box.observation import Standing
from grader.box.processes import ProcessLook

STANDING_SIGNAL = 50
PATIENCE_S = 1.0
_THREAD = re.compile(r"^(?:Current t|T)hread ", re.MULTILINE)
_FRAME = re.compile(r'  File "/[^"\n]*/([^"/\n]+)", line (\d+) in (\S+)')


class Stderr(Protocol):
    """The judge's end of the box's stderr."""

    stderr: int

    def sizes(self) -> tuple[int, int]:
        """Return the sizes in bytes of stdout and stderr."""
        ...

    def read(self, descriptor: int, limit: int, start: int = 0) -> bytes:
        """Return what was written."""
        ...


def where_they_stand(
    stuck: Iterable[ProcessLook], names: Mapping[int, str], main: int, files: Stderr
) -> list[Standing]:
    """Return where each process stands, main first.

    Information for the student, never a verdict: a process that does not answer in PATIENCE_S has line 0.
    """
    answers = []
    for process in sorted(stuck, key=lambda process: (process.pid != main, process.started)):
        start = files.sizes()[1]
        processes.kill(process, STANDING_SIGNAL)
        text = _answer(files, start)
        name = "main" if process.pid == main else names.get(process.pid, "a process")
        answers.append(_standing(name, text))
    return answers


def _answer(files: Stderr, start: int) -> str:
    deadline, size = time.monotonic() + PATIENCE_S, start
    while time.monotonic() < deadline:
        time.sleep(0.003)
        now = files.sizes()[1]
        if now == size and now > start:
            break
        size = now
    return files.read(files.stderr, 20_000, start).decode("utf-8", "replace")


def _standing(name: str, text: str) -> Standing:
    for thread in _THREAD.split(text):
        for match in _FRAME.finditer(thread):
            file, line, function = match.groups()
            if (file, function) == ("process.py", "_bootstrap"):
                # What comes now is the parent's, copied by fork.
                break
            if match.group(0).find("/code/") >= 0 and file != "scenarios.py":
                return Standing(name, int(line), function)
    return Standing(name, 0, "")
