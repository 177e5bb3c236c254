"""A course of one exercise that is proven, for all that is about proofs."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from grader.scaffold import scaffold

COURSE = """\
[title]
en = "A course"
zh-CN = "课程"
[[units]]
name = "first"
title = { en = "First unit", zh-CN = "第一单元" }
"""

# A shell's background job is deaf to Ctrl-C, and so would be all that the tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A course with the exercise `elsewhere`: the files that `grade new` writes, with nothing left to do."""
    root = tmp_path / "clone"
    for place, text in scaffold("elsewhere", kind="fix", unit="first", order=1).items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub(r"TODO:? ?", "", text), "utf-8")
    (root / "course.toml").write_text(COURSE, "utf-8")
    return root
