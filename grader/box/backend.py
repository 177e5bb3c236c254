"""Which sandboxes there are, and which one works here: found out by a real trial run, never guessed."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.box import bare, bwrap, landlock
from grader.box.launch import Launch, Started
from grader.errors import BoxError
from grader.model import BoxReport


class Backend(Protocol):
    """A way to start the runner so that it harms nobody."""

    name: str

    @property
    def does_not_stop(self) -> tuple[str, ...]:
        """What it does not stop, on this machine."""
        ...

    def start(self, launch: Launch) -> Started:
        """Start the runner; raises BoxError with what the sandbox said."""
        ...


BACKENDS: dict[str, Backend] = {"bwrap": bwrap.Bwrap(), "landlock": landlock.Landlock(), "none": bare.Bare()}
AUTOMATIC = ("bwrap", "landlock")
"""What `auto` tries, in this order."""


@dataclass(frozen=True)
class Choice:
    """A backend and why it was chosen."""

    backend: Backend
    report: BoxReport


@functools.cache
def choose(name: str, trial: Callable[[Backend], None] | None = None) -> Choice:
    """Return the backend for `name` (`auto`, or one of BACKENDS) once a trial run in it has worked.

    `auto` takes the first of AUTOMATIC that works, and the reason says why not an earlier one. It never falls back to
    `none`: running others' code without a box must be asked for in so many words.
    Raises BoxError, with what the trials said and what mends it.
    """
    trial = trial or try_out
    if name != "auto":
        trial(BACKENDS[name])
        return _choice(name, f"asked for by --box {name}")
    problems: list[BoxError] = []
    for candidate in AUTOMATIC:
        try:
            trial(BACKENDS[candidate])
        except BoxError as problem:
            problems.append(problem)
            continue
        return _choice(candidate, "; ".join(problem.problem for problem in problems) or "a trial run in it worked")
    raise BoxError("; ".join(problem.problem for problem in problems), problems[0].next_step)


def _choice(name: str, reason: str) -> Choice:
    backend = BACKENDS[name]
    return Choice(backend, BoxReport(backend=name, reason=reason, does_not_stop=backend.does_not_stop))


def try_out(backend: Backend) -> None:
    """Start a runner in `backend` and stop it again; raises BoxError if that fails."""
    from grader.box.sandbox import Sandbox
    from grader.model import Limits

    with tempfile.TemporaryDirectory(prefix="mpkata-") as folder:
        scenarios = Path(folder, "scenarios.py")
        scenarios.touch()
        with Sandbox(backend, "trial", b"", scenarios, Limits()):
            return


__all__ = ["AUTOMATIC", "BACKENDS", "Backend", "Choice", "choose", "try_out"]
