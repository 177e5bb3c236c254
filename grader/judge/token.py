"""A token names one schedule of one case: what `grade run` prints and `grade replay` takes.

`x1-3.11-fork-2a-07df-3:0.2@test_no_deposit_is_lost` is a schedule of the explorer (its version, Python, start method,
seed, check and turns), an `@`, the name of the case and, if it is not the first, which of its searches (`.1`).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from grader.errors import UsageError
from grader.explore.schedule import Schedule, TokenError
from grader.explore.schedule import parse as parse_schedule

NEXT_STEP = "copy the whole token from what `grade run` printed"


@dataclass(frozen=True)
class Token:
    """case: the name of the case. call: which of its searches, from 0. schedule: where it turns."""

    case: str
    call: int
    schedule: Schedule

    def __str__(self) -> str:
        return f"{self.schedule.token}@{self.case}{f'.{self.call}' if self.call else ''}"


def parse(text: str) -> Token:
    """Return the token in `text`; raises UsageError for one that is cut short, altered, or of another Python."""
    schedule, found, place = text.strip().rpartition("@")
    case, _, call = place.partition(".")
    if not found or not case or not ((call or "0").isascii() and (call or "0").isdecimal()):
        raise UsageError(f"{text!r} is not a token: it names no case", NEXT_STEP)
    try:
        parsed = parse_schedule(schedule)
    except TokenError as problem:
        raise UsageError(str(problem), NEXT_STEP) from None
    own = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if parsed.python != own:
        raise UsageError(
            f"the token {text!r} is of Python {parsed.python}, and this is Python {own}",
            "steps may differ between versions: replay it with the same one, or grade again",
        )
    return Token(case, int(call or "0"), parsed)
