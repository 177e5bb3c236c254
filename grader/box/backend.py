"""Which sandboxes there are, and which one works here: found out by a real trial run, never guessed."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.box import bare, bwrap
from grader.box.launch import Launch, Started
from grader.model import BoxReport


class Backend(Protocol):
    """A way to start the runner so that it harms nobody."""

    name: str
    does_not_stop: tuple[str, ...]

    def start(self, launch: Launch) -> Started:
        """Start the runner; raises BoxError with what the sandbox said."""
        ...


BACKENDS: dict[str, Backend] = {"bwrap": bwrap.Bwrap(), "none": bare.Bare()}
CHOICES = ("auto", *BACKENDS)


@dataclass(frozen=True)
class Choice:
    """A backend and why it was chosen."""

    backend: Backend
    report: BoxReport


@functools.cache
def choose(name: str, trial: Callable[[Backend], None] | None = None) -> Choice:
    """Return the backend for `name` (`auto`, `bwrap` or `none`) once a trial run in it has worked.

    `auto` never falls back to `none`: running others' code without a box must be asked for in so many words.
    Raises BoxError, with what the trial said and what mends it.
    """
    wanted = "bwrap" if name == "auto" else name
    backend = BACKENDS[wanted]
    (trial or try_out)(backend)
    reason = "a trial run in it worked" if wanted == "bwrap" else "asked for by --box none"
    return Choice(backend, BoxReport(backend=backend.name, reason=reason, does_not_stop=backend.does_not_stop))


def try_out(backend: Backend) -> None:
    """Start a runner in `backend` and stop it again; raises BoxError if that fails."""
    from grader.box.sandbox import Sandbox
    from grader.model import Limits

    with tempfile.TemporaryDirectory(prefix="mpkata-") as folder:
        scenarios = Path(folder, "scenarios.py")
        scenarios.touch()
        with Sandbox(backend, "trial", b"", scenarios, Limits()):
            return


__all__ = ["BACKENDS", "CHOICES", "Backend", "Choice", "choose", "try_out"]
