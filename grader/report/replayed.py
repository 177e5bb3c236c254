"""One schedule, shown again: the whole timeline of a case, and what that says of the submission."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from grader.model import CaseResult, Report, Verdict
from grader.report.lost import options_of, print_detail, print_timeline, print_whole, title_of, verdict_of
from grader.report.text import plain


def show_replay(report: Report, console: Console, submitted: str = "") -> None:
    """Print the cases of `report`, a replay, each with its whole timeline and what to do next.

    submitted: the PATH that was given with --submission, for the commands that are shown; empty for none.
    """
    for exercise in report.exercises:
        for case in exercise.cases:
            console.print(Text.assemble((case.slug, "bold"), f" · {plain(case.name)} · {case.start_method}"))
            console.print(title_of(case))
            console.print(verdict_of(case, scored=False))
            print_detail(console, case)
            print_timeline(console, case)
            if case.timeline is None:
                console.print()
            console.print(Text(_meaning(case)))
            print_whole(console, Text(f"Next: {_next(case, report, submitted)}"))


def _meaning(case: CaseResult) -> str:
    if case.verdict is Verdict.PASSED:
        return "It passes in this schedule. Whether it does in the others, a grading tells."
    if not case.verdict.is_scored:
        if case.verdict is Verdict.INTERNAL:
            return "The grader failed, which is no fault of the submission."
        return (
            "The submission has changed since the token was made, or it does not do the same each time. "
            "A grading looks at every schedule anew."
        )
    if case.timeline is None:
        return "It was lost before this schedule came to its end."
    return "It fails again in this schedule."


def _next(case: CaseResult, report: Report, submitted: str) -> str:
    if case.verdict is Verdict.INTERNAL:
        return "grade doctor"
    return " ".join((f"grade run {case.slug}", *options_of(report, submitted)))
