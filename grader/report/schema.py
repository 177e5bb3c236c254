"""The JSON Schema of report.json, made from the model itself and kept in docs/report.schema.json.

Write it anew after a change of the model: `python -m grader.report.schema > docs/report.schema.json`
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from grader.model import Report


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of report.json."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Report)}


def schema_text() -> str:
    """Return the schema as it is kept in docs/report.schema.json."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
