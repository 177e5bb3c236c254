"""`grade doctor`: what works on this machine, and what mends the rest."""

from __future__ import annotations

import rich_click as click
from rich.table import Table
from rich.text import Text

from grader.cli.common import console
from grader.errors import BoxError
from grader.report.text import plain


@click.command("doctor")
def command() -> int:
    """Examine this machine: Python, start methods, the box by a trial run, limits.

    Ends with exit code 0 if a box works here, else with 3.

    \b
    Example:
      grade doctor
    """
    # Only here, for it brings all that looks at processes and sandboxes.
    from grader.box.backend import choose
    from grader.box.doctor import examine

    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(overflow="fold")
    for finding in examine():
        mark = Text("✓", "green") if finding.ok else Text("✗", "red")
        table.add_row(mark, Text(plain(finding.name)), Text(plain(finding.value)))
        if finding.mend and not finding.ok:
            table.add_row("", "", Text(f"mend it: {plain(finding.mend)}", "yellow"))
    console().print(table)
    try:
        choose("auto")
    except BoxError as error:
        return error.exit_code
    return 0
