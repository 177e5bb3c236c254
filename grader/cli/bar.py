"""The progress bar of a grading, on stderr, and only where somebody watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Column

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


class ProofBar:
    """Shows how far a proof is, and what is under way; shows nothing where there is no `progress`."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._task = progress.add_task("proving", total=None, slug="") if progress else TaskID(0)
        self._under_way: list[str] = []

    def planned(self, total: int) -> None:
        """So many gradings are to come."""
        if self._progress:
            self._progress.update(self._task, total=total, refresh=True)

    def begun(self, what: str) -> None:
        """A grading has begun."""
        self._under_way.append(what)
        self._update(0)

    def ended(self, what: str) -> None:
        """A grading has ended."""
        self._under_way.remove(what)
        self._update(1)

    def _update(self, advance: int) -> None:
        if self._progress:
            self._progress.update(self._task, advance=advance, slug=", ".join(self._under_way), refresh=True)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something is printed, which may go to the same terminal."""
        if self._progress:
            self._progress.stop()
        try:
            yield
        finally:
            if self._progress:
                self._progress.start()


@contextmanager
def bar() -> Iterator[Bar | None]:
    """Show a bar while the block runs; None where stderr is no terminal."""
    with _progress("grading") as progress:
        yield Bar(progress, progress.add_task("grading", total=None, slug="")) if progress else None


@contextmanager
def proof_bar() -> Iterator[ProofBar]:
    """Show the bar of a proof while the block runs, where stderr is a terminal."""
    with _progress("proving") as progress:
        yield ProofBar(progress)


@contextmanager
def _progress(what: str) -> Iterator[Progress | None]:
    if not sys.stderr.isatty():
        yield None
        return
    # A descriptor of its own: pytest may redirect the one of stderr meanwhile.
    with open(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding, errors="replace") as file:
        progress = Progress(
            TextColumn(what),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[slug]}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
            console=console(file),
            transient=True,
            # No thread that redraws: the judge may fork.
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with progress:
            yield progress
