"""What a submission had a say in (feedback, details) is untrusted: here it becomes plain text."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable

from grader.model import CaseResult, Verdict

_ESCAPE = re.compile(
    r"""
    \x1b\[[0-?]*[ -/]*[@-~]                  # CSI: colours, moves of the cursor
    | \x1b[\]PX^_].*?(?:\x07|\x1b\\|\Z)      # OSC and other strings: titles, links, the clipboard
    | \x1b[ -/]*[0-~]?
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMAND = re.compile(r":(?=:+[A-Za-z])|##(?=\[|vso\[)")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """Return `text` without escape sequences; other control characters but newline become U+FFFD.

    Format characters too, for those that turn the direction of writing can make a line say another thing. And no line
    is left that a CI system would take for a command to itself (`::error::`, `##[error]`).
    """
    text = _ESCAPE.sub("", text).expandtabs(4).replace("\r\n", "\n")
    text = "".join(_REPLACEMENT if _is_control(character) else character for character in text)
    return _COMMAND.sub(lambda match: f"{match[0]} ", text)


def _is_control(character: str) -> bool:
    # U+200D joins the parts of an emoji, and does nothing else.
    return character not in "\n\u200d" and unicodedata.category(character) in {"Cc", "Cf", "Cs"}


def for_xml(text: str) -> str:
    """Return `text` with each character that XML 1.0 forbids replaced by U+FFFD."""
    return _NOT_XML.sub(_REPLACEMENT, text)


def points_of(score: float, full: float) -> str:
    """Return such as `3.33 / 5`: at most two digits after the point, the score never rounded up to `full`."""
    shown = full if score >= full - 1e-6 else math.floor(score * 100 + 1e-4) / 100
    return f"{_short(shown)} / {_short(full)}"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def summary(cases: Iterable[CaseResult]) -> str:
    """Return which verdicts the cases got: `passed`, or what was lost, such as `2×deadlock, failed`."""
    verdicts = [case.verdict for case in cases]
    lost = [verdict for verdict in Verdict if verdict is not Verdict.PASSED and verdict in verdicts]
    if not lost:
        return str(Verdict.PASSED)
    counts = ((verdicts.count(verdict), verdict) for verdict in lost)
    # No space within a word, so that a narrow column breaks between them.
    return ", ".join(f"{count}×{verdict}" if count > 1 else str(verdict) for count, verdict in counts)
