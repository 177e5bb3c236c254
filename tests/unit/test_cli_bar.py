from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from grader.cli.bar import bar
from grader.model import CaseResult


def test_there_is_no_bar_in_a_pipe() -> None:
    with bar() as observer:
        assert observer is None


def test_a_terminal_sees_the_bar_move(monkeypatch: pytest.MonkeyPatch, result: Callable[..., CaseResult]) -> None:
    ours, theirs = os.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with open(theirs, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        with bar() as observer:
            assert observer is not None
            observer.collected(2)
            observer.judged(result())
        monkeypatch.undo()
        # A terminal hands out what is written to it piece by piece.
        seen = ""
        while "1/2" not in seen:
            seen += os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "0/2" in seen
    assert "1/2" in seen
    assert "lock_race" in seen
