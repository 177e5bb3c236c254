"""report.json: the whole `Report`, for programs; docs/report-format.md describes it."""

from __future__ import annotations

import msgspec

from grader.model import Report


def to_json(report: Report) -> bytes:
    """Return `report` as indented UTF-8 JSON with a final newline."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
