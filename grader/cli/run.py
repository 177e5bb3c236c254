"""`grade run`: grade submissions, show the report, remember the best scores."""

from __future__ import annotations

import multiprocessing
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import rich_click as click

from grader.cli.bar import bar
from grader.cli.common import Place, box_option, console, here, warn, warn_of_box
from grader.course import Course
from grader.errors import OutputError, UsageError
from grader.grading import grade
from grader.model import START_METHODS, Exercise, GradeOptions, Report, Submission
from grader.report import show, to_json, to_junit, to_text
from grader.submission import find
from grader.workspace import Progress, update, write_atomically

MAX_JOBS = 256
# The greatest whole number that every reader of JSON keeps exactly.
MAX_SEED = 2**53 - 1
# Each takes the report, and the PATH of --submission.
FORMATS: dict[str, Callable[[Report, str], bytes]] = {
    "text": lambda report, submitted: to_text(report, submitted).encode(),
    "json": lambda report, _: to_json(report),
    "junit": lambda report, _: to_junit(report),
}


@click.command("run")
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.option("--all", "everything", is_flag=True, help="Grade every exercise of the course.")
@click.option(
    "--submission",
    "submitted",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Grade this file, or a folder with NAME/NAME.py or NAME.py in it, rather than your own exercises; "
    "your progress stays as it is.",
)
@click.option(
    "--start-method",
    "methods",
    multiple=True,
    metavar="METHOD,...",
    help="Only under these start methods: fork, spawn, forkserver.",
)
@click.option("--public", is_flag=True, help="Only the public cases, which you may read.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to FILE, and show the table too.",
)
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help="Repeat the secret inputs of the report with this seed.",
)
@box_option
@click.option("--jobs", default="auto", show_default=True, metavar="N|auto", help="How many cases to judge at once.")
def command(
    names: tuple[str, ...],
    everything: bool,
    submitted: Path | None,
    methods: tuple[str, ...],
    public: bool,
    format_: str,
    output: Path | None,
    seed: int | None,
    box: str,
    jobs: str,
) -> int:
    """Grade exercises; without a name, the first one that is not solved yet.

    Names may be written with dashes. Each case runs under each start method of its exercise, in a sandbox.

    \b
    Examples:
      grade run lock_race
      grade run lock_race --start-method spawn
      grade run --all --format junit --output report.xml
      grade run --all --submission handed-in/anna
    """
    options = GradeOptions(
        start_methods=_start_methods(methods),
        seed=_seed(seed),
        box=box,
        jobs=jobs_of(jobs),
        public_only=public,
    )
    check_output(output)
    place = here()
    if names and everything:
        raise UsageError(f"--all and {', '.join(names)} were both given", "name exercises, or say --all")
    if not (names or everything or submitted):
        return grade_next(options, format_, output, place)
    exercises = dict.fromkeys(place.course.exercise(name) for name in names)
    asked = place.course.exercises if everything else tuple(exercises)
    submissions = find(place.course, asked, submitted, place.workspace)
    kept = _with_methods(place.course, submissions, options.start_methods, strict=bool(names))
    return _grade(place, kept, options, format_, output, submitted)


def grade_next(
    options: GradeOptions | None = None,
    format_: str = "text",
    output: Path | None = None,
    place: Place | None = None,
) -> int:
    """Grade the first exercise that is not solved yet, and return the exit code."""
    place = place or here()
    progress = place.progress().progress
    exercise = _next(place.course, progress)
    if exercise is None:
        click.echo(f"All {len(place.course.exercises)} exercises are solved.")
        return 0
    options = options or GradeOptions(seed=_seed(None))
    submissions = find(place.course, [exercise], None, place.workspace)
    kept = _with_methods(place.course, submissions, options.start_methods, strict=True)
    return _grade(place, kept, options, format_, output, None)


def _grade(
    place: Place,
    submissions: dict[str, Submission],
    options: GradeOptions,
    format_: str,
    output: Path | None,
    submitted: Path | None,
) -> int:
    own, path = submitted is None, str(submitted or "")
    options = msgspec.structs.replace(options, faults=str(place.workspace / ".grade"))
    with bar() as observer:
        report = grade(place.course, submissions, options, observer)
    warn_of_box(report.box, options.box)
    problems = []
    progress = Progress()
    try:
        if own:
            known = update(place.workspace, lambda progress: progress.with_report(report))
            progress = known.progress
            if known.message:
                warn(known.message)
    except OutputError as problem:
        problems.append(problem)
    try:
        if output is not None:
            write_atomically(output, FORMATS[format_](report, path))
    except OutputError as problem:
        problems.append(problem)
    # What was judged is shown even where it could not be kept.
    try:
        if output is None and format_ != "text":
            click.echo(FORMATS[format_](report, path), nl=False)
        else:
            show(report, console(), path)
            click.echo(_next_step(place.course, report, progress, own))
    except KeyboardInterrupt:
        raise KeyboardInterrupt("the grading was done, and what was asked for is saved") from None
    if problems:
        raise problems[0]
    return report.exit_code


def _next_step(course: Course, report: Report, progress: Progress, own: bool) -> str:
    if report.score is None:
        return "Next: grade doctor"
    for result in report.exercises:
        if result.score != result.max_score:
            return f"Next: grade hint {result.slug}"
    if not own:
        return "Full marks." if report.complete else "Full marks in this part."
    if not report.complete:
        return f"Next: grade run {report.exercises[0].slug}"
    exercise = _next(course, progress)
    return f"Next exercise: grade show {exercise.slug}" if exercise else "All exercises are solved."


def _next(course: Course, progress: Progress) -> Exercise | None:
    return next((exercise for exercise in course.exercises if not progress.record(exercise.slug).solved), None)


def _with_methods(
    course: Course, submissions: dict[str, Submission], methods: Sequence[str], strict: bool
) -> dict[str, Submission]:
    """Leave out the exercises that have none of the start `methods`; `strict`: it is an error to have named one."""
    if not methods:
        return submissions
    kept = {
        slug: submission
        for slug, submission in submissions.items()
        if set(methods).intersection(course.exercise(slug).config.start_methods)
    }
    left_out = [slug for slug in submissions if slug not in kept]
    if left_out and (strict or not kept):
        allowed = ", ".join(course.exercise(left_out[0]).config.start_methods)
        raise UsageError(f"{left_out[0]} is not graded under {', '.join(methods)}", f"its start methods: {allowed}")
    return kept


def _start_methods(words: Sequence[str]) -> tuple[str, ...]:
    asked = [method.strip() for word in words for method in word.split(",")]
    here = multiprocessing.get_all_start_methods()
    for method in asked:
        if method not in START_METHODS:
            raise UsageError(f"--start-method: there is no {method!r}", f"allowed: {', '.join(START_METHODS)}")
        if method not in here:
            raise UsageError(f"--start-method: this platform lacks {method!r}", f"it has: {', '.join(here)}")
    return tuple(method for method in START_METHODS if method in asked)


def _seed(number: int | None) -> int:
    if number is None:
        return secrets.randbits(32)
    if 0 <= number <= MAX_SEED:
        return number
    raise UsageError(f"--seed: {number} is out of range", f"allowed: 0 to {MAX_SEED}")


def jobs_of(word: str) -> int:
    """Return the number that `--jobs` was given; 0 for `auto`."""
    if word == "auto":
        return 0
    if word.isascii() and word.isdecimal() and 1 <= int(word[:9]) <= MAX_JOBS:
        return int(word)
    raise UsageError(f"--jobs: {word!r} is no number of jobs", f"allowed: auto, or 1 to {MAX_JOBS}")


def check_output(path: Path | None) -> None:
    """Find out before the grading, not after it, that what it says has no place to go."""
    if path is None:
        return
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder", "name a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"cannot write {path}: there is no folder {path.parent}", "make that folder first")
