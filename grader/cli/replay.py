"""`grade replay`: one schedule of one case again, step by step."""

from __future__ import annotations

from pathlib import Path

import msgspec
import rich_click as click

from grader.cli.common import box_option, console, here, warn_of_box
from grader.cli.run import MAX_SEED
from grader.errors import UsageError
from grader.grading import grade
from grader.model import GradeOptions
from grader.report import show_replay, to_json
from grader.submission import find


@click.command("replay")
@click.argument("name", metavar="EXERCISE")
@click.argument("token")
@click.option(
    "--submission",
    "submitted",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Judge this file, or the one in this folder, rather than your own.",
)
@box_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Form of the report.",
)
def command(name: str, token: str, submitted: Path | None, box: str, format_: str) -> int:
    """Judge one case of EXERCISE again, in the one schedule that TOKEN names.

    `grade run` prints a TOKEN below each case that some schedule makes fail. A replay takes the same turns with the
    same secret inputs, so it fails in the same way each time. It shows which process did what at which line.

    Edit your file and replay the token: as long as the steps are the same, you see whether that schedule still
    fails. Other steps need other schedules: then grade it again.
    Your progress stays as it is.

    Exit codes: 0 the case passes in this schedule, 1 it fails again, 2 a wrong name or token, 3 the schedule cannot
    be followed any more, because the submission has changed.

    \b
    Example:
      grade replay lock_race x1-3.11-fork-2a-07df-3:0.2@test_no_deposit_is_lost
    """
    # Only here, for the judge brings pytest.
    from grader.judge.token import parse

    place = here()
    exercise = place.course.exercise(name)
    schedule = parse(token).schedule
    if schedule.start_method not in exercise.config.start_methods:
        raise UsageError(
            f"the token {token!r} is of the start method {schedule.start_method!r}",
            f"{exercise.slug} is graded under {', '.join(exercise.config.start_methods)}",
        )
    if not 0 <= schedule.seed <= MAX_SEED:
        raise UsageError(f"the token {token!r} has a seed out of range", f"allowed: 0 to {MAX_SEED:x}")
    submissions = find(place.course, [exercise], submitted, place.workspace)
    options = GradeOptions(seed=schedule.seed, box=box, replay=token, faults=str(place.workspace / ".grade"))
    report = grade(place.course, submissions, options)
    warn_of_box(report.box, box)
    # One case in one schedule is no grading of the exercise, even if the exercise has no other.
    report = msgspec.structs.replace(report, complete=False)
    if format_ == "json":
        click.echo(to_json(report), nl=False)
    else:
        show_replay(report, console(), str(submitted or ""))
    return report.exit_code
