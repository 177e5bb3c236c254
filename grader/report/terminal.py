"""The report for people: a table of scores, then what was lost and why, in at most 80 columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.model import CaseResult, ExerciseResult, Report, Verdict
from grader.report.text import plain, points_of, summary

WIDTH = 80
# From this many exercises on, only the first lost case of each is told: a page is read, a book is not.
MANY = 3


def to_text(report: Report) -> str:
    """Return `report` as plain text of WIDTH columns."""
    file = io.StringIO()
    show(report, Console(file=file, width=WIDTH, color_system=None, force_terminal=False))
    return file.getvalue()


def show(report: Report, console: Console) -> None:
    """Print `report` on `console`."""
    console.print(_table(report))
    brief = len(report.exercises) >= MANY
    for exercise in report.exercises:
        lost = _grouped(case for case in exercise.cases if case.verdict is not Verdict.PASSED)
        if not lost:
            continue
        console.print()
        console.print(Text(exercise.slug, "bold"))
        shown = lost[:1] if brief else lost
        for cases in shown:
            for part in _lost(cases, exercise, brief):
                console.print(part)
        if rest := len(lost) - len(shown):
            more = f"and {rest} more: grade run {exercise.slug}"
            console.print(Padding(Text(more, "dim"), (0, 0, 0, 2), expand=False))
    console.print()
    for line in _closing(report):
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
    return Text(summary(cases), _style(worst))


def _style(verdict: Verdict) -> str:
    if verdict is Verdict.PASSED:
        return "green"
    if verdict is Verdict.SKIPPED:
        return "dim"
    return "red" if verdict.is_scored else "yellow"


def _score_style(score: float | None, full: float) -> str:
    if score is None:
        return "bold yellow"
    return "bold green" if score == full else "bold"


def _grouped(cases: Iterable[CaseResult]) -> list[list[CaseResult]]:
    """Put together what was lost in the same way under several start methods."""
    groups: dict[tuple[object, ...], list[CaseResult]] = {}
    for case in cases:
        groups.setdefault((case.name, case.verdict, case.limit, case.feedback, case.detail), []).append(case)
    return list(groups.values())


def _lost(cases: Sequence[CaseResult], exercise: ExerciseResult, brief: bool) -> Iterable[RenderableType]:
    case = cases[0]
    head = Text.assemble(
        ("✗ " if case.verdict is not Verdict.SKIPPED else "- ", _style(case.verdict)), plain(case.title)
    )
    yield Padding(head, (0, 0, 0, 2), expand=False)
    said = Text(case.verdict.replace("_", " "), _style(case.verdict))
    if case.limit:
        said.append(f" ({plain(case.limit)})")
    methods = [case.start_method for case in cases]
    if len({case.start_method for case in exercise.cases}) > len(methods):
        said.append(f" under {', '.join(methods)}")
    if not case.verdict.is_scored:
        said.append(", so no score")
    if case.feedback:
        said.append(": ", "default").append(plain(case.feedback), "default")
    yield Padding(said, (0, 0, 0, 4), expand=False)
    if not brief:
        for line in case.detail:
            yield Padding(Text(plain(line), "dim"), (0, 0, 0, 6), expand=False)


def _closing(report: Report) -> Iterable[RenderableType]:
    if report.score is None:
        yield Text("No score: not everything could be judged. That is no fault of the submission.", "yellow")
    if not report.complete:
        yield Text("Only part of the cases was asked for, so this is no course score.", "yellow")
    yield Text(f"seed {report.seed} · box {plain(report.box.backend)} · {report.wall_s:.1f} s", "dim")
    if report.box.backend == "none" and report.box.does_not_stop:
        yield Text("The box none does not stop:", "yellow")
        for what in report.box.does_not_stop:
            yield Padding(Text(f"- {plain(what)}", "yellow"), (0, 0, 0, 2), expand=False)
