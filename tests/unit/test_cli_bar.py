from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from grader.cli.bar import bar, proof_bar
from grader.model import CaseResult
from grader.report.text import plain


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


def test_the_bar_of_a_proof_tells_what_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with open(theirs, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        with proof_bar() as bar:
            bar.planned(3)
            bar.begun("lock_race stub")
            bar.begun("lock_race model")
            bar.ended("lock_race stub")
            with bar.aside():
                stderr.write("<between>")
                stderr.flush()
        monkeypatch.undo()
        seen = ""
        while "<between>" not in seen:
            seen += os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert "0/3 lock_race stub, lock_race model" in plain(seen)
    assert "1/3 lock_race model" in plain(seen)


def test_the_bar_of_a_proof_is_silent_in_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    with proof_bar() as bar:
        bar.planned(1)
        bar.begun("one")
        with bar.aside():
            bar.ended("one")
    assert capfd.readouterr() == ("", "")
