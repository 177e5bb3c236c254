"""What became of an execution, where no suite asserts on it: main's exception, a deadlock, a livelock, a crash."""

from __future__ import annotations

import json
from dataclasses import dataclass

from grader.explore.execution import Execution


@dataclass(frozen=True)
class Failure:
    """kind: `raised`, `deadlock`, `livelock`, `crashed` or `broken`. text: what it says; the same each time."""

    kind: str
    text: str
    traceback: str = ""


def failure_of(execution: Execution) -> Failure | None:
    """Return what is wrong with an execution of a program that fails by an exception, or None."""
    told = [json.loads(told.message) for told in execution.told if told.process.path == "0"]
    raised = next((message["exception"] for message in told if message.get("type") == "raised"), None)
    if execution.outcome == "broken":
        return Failure("broken", execution.problem)
    if raised is not None:
        return Failure("raised", f"{raised['type']}: {raised['text']}", raised["traceback"])
    if execution.outcome in ("deadlock", "livelock"):
        return Failure(execution.outcome, "")
    if not any(message.get("type") == "returned" for message in told):
        status = execution.lives["0"].status
        return Failure("crashed", f"main ended with status {status} before the program returned")
    return None
