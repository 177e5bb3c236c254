"""`grade list`: the course at a glance."""

from __future__ import annotations

import rich_click as click
from rich.table import Table
from rich.text import Text

from grader.cli.common import console, here, lang_option, language
from grader.report.text import points_of
from grader.workspace import Record


@click.command("list")
@lang_option
def command(lang: str | None) -> None:
    """List the exercises: units, titles, difficulty, and your best score so far.

    \b
    Example:
      grade list --lang zh-CN
    """
    place = here()
    progress = place.progress().progress
    spoken = language(lang)
    out = console()
    slugs = max((len(exercise.slug) + 2 for exercise in place.course.exercises), default=0)
    for unit in place.course.units:
        exercises = [exercise for exercise in place.course.exercises if exercise.config.unit == unit.name]
        if not exercises:
            continue
        table = Table.grid(padding=(0, 2), expand=True)
        # It is what one types: never cut.
        table.add_column(width=slugs, no_wrap=True)
        table.add_column(ratio=1)
        table.add_column(width=5)
        table.add_column(width=9, justify="right")
        for exercise in exercises:
            table.add_row(
                Text(f"  {exercise.slug}"),
                Text(exercise.config.title.in_language(spoken)),
                Text("★" * exercise.config.difficulty + "☆" * (5 - exercise.config.difficulty), "yellow"),
                _best(progress.record(exercise.slug)),
            )
        out.print(Text(unit.title.in_language(spoken), "bold"))
        out.print(table)
        out.print()
    solved = sum(progress.record(exercise.slug).solved for exercise in place.course.exercises)
    out.print(Text(f"{solved} of {len(place.course.exercises)} solved"))


def _best(record: Record) -> Text:
    if record.best is None or record.max is None:
        return Text("-", "dim")
    return Text(points_of(record.best, record.max), "green" if record.solved else "")
