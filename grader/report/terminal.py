"""The report for people: a table of scores, then what was lost and why, in at most 80 columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.model import CaseResult, Report, Verdict
from grader.report.lost import options_of, print_lost, style_of
from grader.report.text import plain, points_of, summary

WIDTH = 80
# From this many exercises on, only the first lost case of each is told: a page is read, a book is not.
MANY = 3
# The claim of a search that has seen every schedule.
EXHAUSTIVE = "exhaustive"


def to_text(report: Report, submitted: str = "") -> str:
    """Return `report` as plain text of WIDTH columns; `submitted` as of `show`."""
    file = io.StringIO()
    show(report, Console(file=file, width=WIDTH, color_system=None, force_terminal=False), submitted)
    return file.getvalue()


def show(report: Report, console: Console, submitted: str = "") -> None:
    """Print `report` on `console`.

    submitted: the PATH that was given with --submission, for the commands that are shown; empty for none.
    """
    console.print(_table(report))
    brief = len(report.exercises) >= MANY
    for exercise in report.exercises:
        print_lost(console, report, exercise, submitted, only_first=brief)
    console.print()
    for line in _closing(report, submitted, brief):
        console.print(line)


def _table(report: Report) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, show_footer=bool(report.exercises))
    seconds = sum(case.wall_s for exercise in report.exercises for case in exercise.cases)
    total = _of(report.score, report.max_score)
    style = _score_style(report.score, report.max_score)
    table.add_column("exercise", Text("total"), overflow="fold", max_width=30)
    table.add_column("start method")
    table.add_column("points", Text(total, style), justify="right", no_wrap=True)
    table.add_column("verdict", overflow="fold")
    table.add_column("seconds", Text(f"{seconds:.1f}"), justify="right", no_wrap=True)
    for exercise in report.exercises:
        methods = list(dict.fromkeys(case.start_method for case in exercise.cases))
        for method in methods:
            cases = [case for case in exercise.cases if case.start_method == method]
            table.add_row(
                Text(exercise.slug if method == methods[0] else ""),
                Text(method),
                Text(_points_of(cases)),
                _verdict(cases),
                Text(f"{sum(case.wall_s for case in cases):.1f}"),
            )
    return table


def _points_of(cases: Sequence[CaseResult]) -> str:
    judged = all(case.verdict.is_scored for case in cases)
    score = sum(case.points for case in cases) if judged else None
    return _of(score, sum(case.max_points for case in cases))


def _of(score: float | None, full: float) -> str:
    return "no score" if score is None else points_of(score, full)


def _verdict(cases: Sequence[CaseResult]) -> Text:
    worst = min((case.verdict for case in cases), key=list(Verdict).index)
    return Text(summary(cases), style_of(worst))


def _score_style(score: float | None, full: float) -> str:
    if score is None:
        return "bold yellow"
    return "bold green" if score == full else "bold"


def _closing(report: Report, submitted: str, brief: bool) -> Iterable[RenderableType]:
    if explored := _explored(report):
        yield Text(explored, "dim")
    if brief and (slug := next((case.slug for case in _cases(report) if case.timeline is not None), None)):
        words = " ".join((f"grade run {slug}", *options_of(report, submitted)))
        yield Text(f"Which process did what, step by step: {words}")
    if report.score is None:
        yield Text("No score: not everything could be judged. That is no fault of the submission.", "yellow")
    if not report.complete:
        yield Text("Only part of the cases was asked for, so this is no course score.", "yellow")
    yield Text(f"seed {report.seed} · box {plain(report.box.backend)} · {report.wall_s:.1f} s", "dim")
    if report.box.does_not_stop:
        yield Text(f"Why this box: {plain(report.box.reason)}", "yellow")
        yield Text(f"The box {plain(report.box.backend)} does not stop:", "yellow")
        for what in report.box.does_not_stop:
            yield Padding(Text(f"- {plain(what)}", "yellow"), (0, 0, 0, 2), expand=False)


def _explored(report: Report) -> str:
    """Return how much was explored: `explored 42 runs: every schedule of 4 cases`; empty where nothing was."""
    claims: dict[tuple[str, str], set[str]] = {}
    runs = 0
    for case in _cases(report):
        if case.claim or case.schedule:
            runs += case.runs
            claims.setdefault((case.slug, case.name), set()).add(case.claim)
    if not claims:
        return ""
    # What holds of a case holds under each of its start methods; a lost one has no claim.
    shown = [next(iter(found)) if len(found) == 1 else "" for found in claims.values()]
    parts = [
        f"{'every schedule of' if claim == EXHAUSTIVE else f'{plain(claim)} for'} {_count(shown.count(claim), 'case')}"
        for claim in dict.fromkeys(shown)
        if claim
    ]
    return ": ".join([f"explored {_count(runs, 'run')}", *filter(None, [", ".join(parts)])])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _cases(report: Report) -> Iterator[CaseResult]:
    return (case for exercise in report.exercises for case in exercise.cases)
