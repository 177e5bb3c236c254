"""The explorer: runs a program of real processes in every schedule that differs, under control.

>>> result = explore(program, start_method="fork")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.explore.api import Result, explore, replay
    from grader.explore.failure import Failure
    from grader.explore.schedule import Schedule, TokenError, parse

__all__ = ["Failure", "Result", "Schedule", "TokenError", "explore", "parse", "replay"]

_WHERE = {
    "Failure": "failure",
    "Result": "api",
    "Schedule": "schedule",
    "TokenError": "schedule",
    "explore": "api",
    "parse": "schedule",
    "replay": "api",
}


def __getattr__(name: str) -> Any:
    # The plugin is part of every pytest session where this is installed, and must cost nothing there.
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
