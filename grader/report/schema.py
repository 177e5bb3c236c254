"""The JSON Schema of report.json, made from the model itself and kept in docs/report.schema.json.

Write it anew after a change of the model: `python -m grader.report.schema > docs/report.schema.json`
"""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

import msgspec

from grader.model import Report


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of report.json."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_undented(msgspec.json.schema(Report))}


def schema_text() -> str:
    """Return the schema as it is kept in docs/report.schema.json."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


def _undented(made: dict[str, Any]) -> dict[str, Any]:
    """Return a schema whose descriptions are not indented: some releases of msgspec see to that, some do not."""

    def clean(node: dict[str, Any]) -> dict[str, Any]:
        return {
            key: inspect.cleandoc(value) if key == "description" and isinstance(value, str) else value
            for key, value in node.items()
        }

    undented: dict[str, Any] = json.loads(msgspec.json.encode(made), object_hook=clean)
    return undented


if __name__ == "__main__":
    sys.stdout.write(schema_text())
