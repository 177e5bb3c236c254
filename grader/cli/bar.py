"""The progress bar of a grading, on stderr, and only where somebody watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from grader.cli.common import console
from grader.model import CaseResult


class Bar:
    """An observer of the judge that moves a progress bar."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def collected(self, total: int) -> None:
        """So many cases are to come, counted once for each start method."""
        self._progress.update(self._task, total=total, refresh=True)

    def judged(self, result: CaseResult) -> None:
        """One of them is judged."""
        self._progress.update(self._task, advance=1, slug=result.slug, refresh=True)


@contextmanager
def bar() -> Iterator[Bar | None]:
    """Show a bar while the block runs; None where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    # A descriptor of its own: pytest may redirect the one of stderr meanwhile.
    with open(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding, errors="replace") as file:
        progress = Progress(
            TextColumn("grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[slug]}", markup=False),
            console=console(file),
            transient=True,
            # No thread that redraws: the judge may fork.
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with progress:
            yield Bar(progress, progress.add_task("grading", total=None, slug=""))
