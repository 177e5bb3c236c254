"""The group of all commands; bare `grade` is `grade run` on the first exercise that is not solved yet."""

from __future__ import annotations

import rich_click as click

from grader.cli import doctor, hint, init, list_, new, replay, run, show, verify


@click.group(
    "grade",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: grade list",
)
@click.rich_config(help_config={"max_width": 80})
@click.version_option(package_name="mpkata", prog_name="grade")
@click.pass_context
def cli(ctx: click.Context) -> int | None:
    """Katas for Python's multiprocessing, and their grader.

    Edit exercises/NAME/NAME.py, then grade it.
    `grade` alone grades the first exercise that is not solved yet.

    Exit codes: 0 full marks, 1 below full marks, 2 wrong usage, 3 the grader or its box failed.
    """
    return run.grade_next() if ctx.invoked_subcommand is None else None


for command in (
    run.command,
    replay.command,
    list_.command,
    show.command,
    hint.command,
    doctor.command,
    init.command,
    new.command,
    verify.command,
):
    cli.add_command(command)
