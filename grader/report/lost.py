"""The cases that were lost: what was claimed, what became of it and why, and how to see it again."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from grader.model import CaseResult, ExerciseResult, Report, Verdict
from grader.report.text import plain
from grader.report.timeline import lines_of, short_names

INDENT = 4
# A longer timeline is for `grade replay`: what decides a failure is near its end.
MOST_STEPS = 40

_NUMBER = re.compile(r"\d+")


def grouped(cases: Iterable[CaseResult]) -> list[list[CaseResult]]:
    """Put together what was lost in the same way under several start methods."""
    groups: dict[tuple[object, ...], list[CaseResult]] = {}
    for case in cases:
        key = (case.name, case.verdict, case.limit, _alike(case), short_names("\n".join(case.detail)))
        groups.setdefault(key, []).append(case)
    return list(groups.values())


def _alike(case: CaseResult) -> str:
    # The secret inputs differ between the start methods: the same loss comes with other numbers.
    feedback = short_names(case.feedback)
    return feedback if case.timeline is None else _NUMBER.sub("0", feedback)


def style_of(verdict: Verdict) -> str:
    """Return the colour of a verdict."""
    if verdict is Verdict.PASSED:
        return "green"
    if verdict is Verdict.SKIPPED:
        return "dim"
    return "red" if verdict.is_scored else "yellow"


def title_of(case: CaseResult) -> RenderableType:
    """Return the line with what the case claims, and a sign for its verdict."""
    sign = {Verdict.PASSED: "✓ ", Verdict.SKIPPED: "- "}.get(case.verdict, "✗ ")
    return indented(Text.assemble((sign, style_of(case.verdict)), plain(case.title)), 2)


def verdict_of(case: CaseResult, methods: Sequence[str] = (), *, scored: bool = True) -> RenderableType:
    """Return the verdict and feedback of a case.

    methods: the start methods to name, if any. scored: whether it is said where there is no score.
    """
    said = Text(case.verdict.replace("_", " "), style_of(case.verdict))
    if case.limit:
        said.append(f" ({plain(case.limit)})")
    if methods:
        said.append(f" under {', '.join(methods)}")
    if scored and not case.verdict.is_scored:
        said.append(", so no score")
    if case.feedback:
        said.append(": ", "default").append(plain(short_names(case.feedback)), "default")
    return indented(said, INDENT)


def print_lost(console: Console, report: Report, exercise: ExerciseResult, submitted: str, *, only_first: bool) -> None:
    """Print what was lost of an exercise.

    submitted: the PATH that was given with --submission, empty for none. only_first: the first case, in brief.
    """
    lost = grouped(case for case in exercise.cases if case.verdict is not Verdict.PASSED)
    if not lost:
        return
    console.print()
    console.print(Text(exercise.slug, "bold"))
    shown = lost[:1] if only_first else lost
    # A case skipped after all, for its ground is missing, may have been explored before that was known.
    explored = [cases for cases in shown if cases[0].timeline is not None and cases[0].verdict is not Verdict.SKIPPED]
    told = explored[0] if explored else None
    all_methods = {case.start_method for case in exercise.cases}
    for number, cases in enumerate(shown):
        if number and told is not None:
            console.print()
        methods = [case.start_method for case in cases]
        console.print(title_of(cases[0]))
        console.print(verdict_of(cases[0], methods if len(methods) < len(all_methods) else ()))
        if only_first:
            continue
        print_detail(console, cases[0])
        if cases is told:
            print_timeline(console, cases[0], MOST_STEPS)
        for case in cases if cases in explored else ():
            print_whole(console, Text(f"{' ' * INDENT}replay: {replay_words(case, report, submitted)}", "dim"))
    if rest := len(lost) - len(shown):
        console.print(indented(Text(f"and {rest} more: grade run {exercise.slug}", "dim"), 2))


def print_detail(console: Console, case: CaseResult) -> None:
    """Print the further lines that a case has for the student."""
    for line in case.detail:
        console.print(indented(Text(plain(short_names(line)), "dim"), INDENT + 2))


def print_timeline(console: Console, case: CaseResult, last: int | None = None) -> None:
    """Print the timeline of a case between empty lines; nothing if it has none. last: so many steps at most."""
    lines = lines_of(case.timeline, console.width - INDENT, last) if case.timeline is not None else []
    if not lines:
        return
    console.print()
    for line in lines:
        console.print(Text(" " * INDENT).append_text(line) if line else line, no_wrap=True)
    console.print()


def print_whole(console: Console, line: Text) -> None:
    """Print a line that is to be copied: never wrapped or cut, however long it is."""
    console.print(line, no_wrap=True, overflow="ignore", crop=False)


def replay_words(case: CaseResult, report: Report, submitted: str) -> str:
    """Return the command that shows a case again in its schedule."""
    return " ".join((f"grade replay {case.slug} {shlex.quote(case.schedule or '')}", *options_of(report, submitted)))


def options_of(report: Report, submitted: str) -> Iterator[str]:
    """Yield the options by which another command judges the same file in the same box."""
    if submitted:
        yield f"--submission {plain(shlex.quote(submitted))}"
    if report.box.backend != "bwrap":
        yield f"--box {plain(report.box.backend)}"


def indented(text: Text, by: int) -> RenderableType:
    """Return `text` moved to the right, in all of its lines."""
    return Padding(text, (0, 0, 0, by), expand=False)
