"""Puts every controlled primitive in its place; before the submission is imported, once in an interpreter."""

from __future__ import annotations

from typing import Any

from grader.inside import channel
from grader.inside.controlled import cells, life, semlock, wire, zygote

_installed: list[bool] = []


def install() -> None:
    """Replace multiprocessing's primitives, and what this package tells, by ours; forked children inherit it."""
    if _installed:
        return
    _installed.append(True)
    for module in (semlock, cells, life, zygote):
        module.install()
    line: Any = channel
    line.tell = wire.tell
