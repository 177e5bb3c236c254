"""`grade verify`: prove that suites say of each answer what they must."""

from __future__ import annotations

import os
import platform
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import msgspec
import rich_click as click
from rich.console import Console
from rich.text import Text

from grader.cli.bar import proof_bar
from grader.cli.common import box_option, console, here, warn, warn_of_box
from grader.cli.run import check_output, jobs_of
from grader.errors import UsageError
from grader.grading import find_box
from grader.proof.kept import Kept
from grader.proof.load import busy
from grader.proof.matrix import Matrix, Proof
from grader.proof.prove import Begun, Ended, Planned, ProofOptions, prove
from grader.proof.tasks import Task
from grader.report.proven import show_line, show_matrix
from grader.workspace import write_atomically

MAX_REPEAT = 10_000
MAX_LOAD = 256
# From this many exercises on, each has a line, and only what is not proven its matrix.
MANY = 3


@click.command("verify")
@click.argument("names", nargs=-1, metavar="[EXERCISE]...")
@click.option("--repeat", type=int, default=1, metavar="N", help="Grade each answer N times, with N seeds.")
@click.option(
    "--load",
    type=int,
    default=0,
    metavar="P",
    help="Keep P processes busy beside it, and let the boxes get on by fits and starts.",
)
@click.option("--jobs", default="auto", show_default=True, metavar="N|auto", help="How many gradings at once.")
@click.option("--fresh", is_flag=True, help="Grade everything, also what has not changed since it was proven.")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the matrix to FILE, as JSON.")
@box_option
def command(
    names: tuple[str, ...], repeat: int, load: int, jobs: str, fresh: bool, output: Path | None, box: str
) -> int:
    """Prove exercises: that their suites say of each answer in solutions/ what they must. Without a name, all.

    The stub loses something, the model answer and each accepted answer lose nothing, each rejected answer loses the
    cases that it claims, with the verdict that it claims, and every case is lost by some rejected answer.

    What was proven is kept in .grade/ and graded again only when something has changed.

    Exit codes: 0 proven, 1 not proven, 2 wrong usage, 3 the grader or its box failed.

    \b
    Examples:
      grade verify lock_race
      grade verify --repeat 20 --load 8 --output matrix.json
    """
    options = ProofOptions(
        repeat=_number("--repeat", repeat, 1, MAX_REPEAT),
        load=_number("--load", load, 0, MAX_LOAD),
        jobs=jobs_of(jobs) or len(os.sched_getaffinity(0)),
        box=box,
    )
    check_output(output)
    course = here().course
    exercises = tuple(dict.fromkeys(course.exercise(name) for name in names)) or course.exercises
    found = find_box(box)
    warn_of_box(found, box)
    options = msgspec.structs.replace(options, box=found.backend)
    kept = Kept(course.root, found.backend, fresh=fresh)
    out = console()
    matrices: list[Matrix] = []
    known = done = total = 0
    try:
        with busy(load), proof_bar() as bar, closing(prove(course, exercises, options, kept)) as events:
            for event in events:
                match event:
                    case Planned():
                        total, known = event.gradings, event.known
                        bar.planned(total)
                    case Begun():
                        bar.begun(_said(event.task))
                    case Ended():
                        done += 1
                        bar.ended(_said(event.task))
                    case _:
                        matrices.append(event.matrix)
                        with bar.aside():
                            _show(event.matrix, out, brief=len(exercises) >= MANY)
    except KeyboardInterrupt:
        again = "repeat it without --fresh to go on" if fresh else "repeat it to go on"
        raise KeyboardInterrupt(f"{done} of {total} gradings were done; {again}") from None
    proof = Proof(
        grader=version("mpkata"),
        python=platform.python_version(),
        repeat=repeat,
        load=load,
        proven=all(matrix.proven for matrix in matrices),
        exercises=tuple(matrices),
    )
    if output is not None:
        write_atomically(output, msgspec.json.format(msgspec.json.encode(proof), indent=2) + b"\n")
    if kept.problem is not None:
        warn(f"what was proven is not kept: {kept.problem.problem}")
    out.print(_total(proof, known, done))
    return 0 if proof.proven else 1


def _show(matrix: Matrix, out: Console, *, brief: bool) -> None:
    if brief:
        show_line(matrix, out)
    if not (brief and matrix.proven):
        show_matrix(matrix, out)


def _total(proof: Proof, known: int, done: int) -> Text:
    right = sum(matrix.proven for matrix in proof.exercises)
    said = f"{right} of {len(proof.exercises)} proven · {done} graded, {known} known from before"
    return Text(said, "green" if proof.proven else "red")


def _said(task: Task) -> str:
    return f"{task.slug} {task.label.rpartition('/')[2]}"


def _number(option: str, number: int, least: int, most: int) -> int:
    if least <= number <= most:
        return number
    raise UsageError(f"{option}: {number} is out of range", f"allowed: {least} to {most}")
