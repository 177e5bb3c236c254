"""`grade hint`: one hint more each time."""

from __future__ import annotations

import msgspec
import rich_click as click

from grader.cli.common import here, lang_option, language, print_document, warn
from grader.workspace import Progress, update


@click.command("hint")
@click.argument("name", metavar="EXERCISE")
@lang_option
def command(name: str, lang: str | None) -> None:
    """Show the next hint for EXERCISE; after the last one, all of them.

    \b
    Example:
      grade hint lock_race
    """
    place = here()
    exercise = place.course.exercise(name)
    hints = exercise.config.hints.in_language(language(lang))
    before = 0

    def one_more(progress: Progress) -> Progress:
        nonlocal before
        record = progress.record(exercise.slug)
        before = record.hints
        shown = min(before + 1, len(hints))
        return progress.with_record(exercise.slug, msgspec.structs.replace(record, hints=shown))

    known = update(place.workspace, one_more)
    if known.message:
        warn(known.message)
    numbered = [f"hint {number} of {len(hints)}: {hint}" for number, hint in enumerate(hints, 1)]
    print_document("\n\n".join(numbered if before >= len(hints) else [numbered[before]]))
