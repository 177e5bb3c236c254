"""A proof for people: the matrix of an exercise in at most 80 columns, what is wrong with it, and its line in a list.

A column is a case under a start method: cases are numbered, and below each number the start methods have a letter.
Colour repeats what letters say, so that nothing is lost without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from grader.model import Verdict
from grader.proof.matrix import Cell, Column, Kind, Matrix, Row
from grader.report.lost import style_of
from grader.report.text import plain

WIDTH = 80
NOTHING = Text()
LABEL = 27
MOST_NAME = 50
GAP = 2
LETTERS = {
    Verdict.PASSED: "·",
    Verdict.FAILED: "F",
    Verdict.DEADLOCK: "D",
    Verdict.LIVELOCK: "V",
    Verdict.LEAKED: "L",
    Verdict.ERROR: "E",
    Verdict.CRASHED: "C",
    Verdict.OVER_LIMIT: "O",
    Verdict.SKIPPED: "S",
    Verdict.INCONCLUSIVE: "?",
    Verdict.INTERNAL: "!",
}
WAITS = "w"
FLIPPED = "~"
METHODS = {"fork": "f", "spawn": "s", "forkserver": "v"}
# From this many faults of one exercise on, the rest is counted: the first ones are the ones to mend first.
MOST_FAULTS = 20


def show_matrix(matrix: Matrix, console: Console) -> None:
    """Print the whole matrix, what its signs mean, and its faults."""
    console.print(_head(matrix))
    for block in _blocks(matrix):
        console.print()
        for line in _table(matrix, block):
            console.print(line, soft_wrap=True)
    if matrix.columns:
        console.print()
        name_width = min(MOST_NAME, max(len(column.case) for column in matrix.columns))
        for number, column in enumerate(matrix.columns, start=1):
            console.print(_legend_of(number, column, name_width), soft_wrap=True)
        console.print()
        _print(console, Text(_signs(matrix), "dim"))
        for note in _notes(matrix):
            _print(console, Text(note, "dim"))
    show_faults(matrix, console)
    console.print()


def show_line(matrix: Matrix, console: Console) -> None:
    """Print one line for the exercise, and its faults."""
    sign = Text("✓ ", "green") if matrix.proven else Text("✗ ", "red")
    count = f"{_count(len(matrix.rows), 'answer')}, {_count(len(matrix.columns), 'case')}"
    console.print(Text.assemble(sign, f"{matrix.slug:<28}", (f"{count:<24}", "dim"), _state(matrix)))


def show_faults(matrix: Matrix, console: Console) -> None:
    """Print what keeps the exercise from being proven."""
    shown = sorted(matrix.faults, key=lambda fault: fault.where)[:MOST_FAULTS]
    for where, faults in groupby(shown, key=lambda fault: fault.where):
        console.print()
        console.print(Text(plain(where), "bold"))
        for step, alike in groupby(faults, key=lambda fault: fault.next_step):
            for fault in alike:
                _print(console, Text(plain(fault.problem)), Text("  ✗ ", "red"))
            if step:
                _print(console, Text(plain(step), "dim"), Text("    "))
    if (more := len(matrix.faults) - MOST_FAULTS) > 0:
        console.print(Text(f"\nand {_count(more, 'fault')} more", "red"))


def _print(console: Console, text: Text, head: Text = NOTHING) -> None:
    """Print `text` in lines of WIDTH columns, the first after `head`, the others below its beginning."""
    for number, line in enumerate(text.wrap(console, WIDTH - len(head))):
        line.rstrip()
        console.print(Text.assemble(head if number == 0 else " " * len(head), line), soft_wrap=True)


def _head(matrix: Matrix) -> Text:
    left = f"{matrix.slug} · {matrix.kind} · {', '.join(matrix.start_methods)}"
    state = _state(matrix)
    return Text.assemble((left, "bold"), " " * max(2, WIDTH - len(left) - len(state)), state)


def _state(matrix: Matrix) -> Text:
    if matrix.proven:
        return Text("proven", "green")
    return Text(f"not proven: {_count(len(matrix.faults), 'fault')}", "red")


def _blocks(matrix: Matrix) -> Iterator[range]:
    """Yield which columns stand side by side; what is too wide goes below."""
    most = (WIDTH - LABEL) // (_group(matrix) + GAP)
    for start in range(0, len(matrix.columns), most):
        yield range(start, min(start + most, len(matrix.columns)))


def _group(matrix: Matrix) -> int:
    """Return how wide a case is: a letter for each start method, and room for its number."""
    return max(len(matrix.start_methods), len(str(len(matrix.columns))))


def _table(matrix: Matrix, block: range) -> Iterator[Text]:
    width = _group(matrix)
    columns = [matrix.columns[number] for number in block]
    yield _line("", [Text(str(number + 1).ljust(width), "bold") for number in block])
    letters = "".join(METHODS[method] for method in matrix.start_methods)
    yield _line("", [Text(letters.ljust(width), "dim") for _ in block])
    kind = None
    for row in matrix.rows:
        if row.kind is not kind and row.name:
            yield Text(f"{row.kind}", "bold")
        kind = row.kind
        cells = {(cell.case, cell.start_method): cell for cell in row.cells}
        groups = [_cells(matrix, column, cells, width) for column in columns]
        yield _line(_name(row), groups, _sign(row))
    yield _line("lost by", [_lost_by(column, width) for column in columns])


def _line(label: str, groups: Sequence[Text], sign: Text | None = None) -> Text:
    head = Text.assemble(sign or "  ", _cut(label, LABEL - 4))
    head.append(" " * (LABEL - len(head)))
    line = Text.assemble(head, Text(" " * GAP).join(groups))
    line.rstrip()
    return line


def _name(row: Row) -> str:
    return {Kind.STUB: "stub", Kind.MODEL: "model answer"}.get(row.kind, row.name)


def _sign(row: Row) -> Text:
    return Text("✓ ", "green") if row.holds else Text("✗ ", "red")


def _cells(matrix: Matrix, column: Column, cells: dict[tuple[str, str], Cell], width: int) -> Text:
    text = Text()
    for method in matrix.start_methods:
        cell = cells.get((column.case, method))
        text.append(*(_of_cell(cell) if cell else (" ", "")))
    text.append(" " * (width - len(text)))
    return text


def _of_cell(cell: Cell) -> tuple[str, str]:
    if cell.flipped:
        return FLIPPED, "bold red reverse"
    if cell.waits:
        return WAITS, "yellow"
    wrong = bool(cell.claimed) and cell.verdict not in cell.claimed
    return LETTERS[cell.verdict], "bold red reverse" if wrong else _style(cell.verdict)


def _style(verdict: Verdict) -> str:
    return "dim" if verdict is Verdict.PASSED else style_of(verdict).replace("red", "cyan")


def _lost_by(column: Column, width: int) -> Text:
    count = len(column.lost_by)
    return Text(str(count).ljust(width), "dim" if count else "bold red reverse")


def _legend_of(number: int, column: Column, width: int) -> Text:
    points = f"{column.points:g}"
    left = f"{number:>4}  {_cut(column.case, width):<{width}}"
    right = f"{_count(int(column.points), 'point') if points.isdigit() else points + ' points'}"
    return Text.assemble(left, (f"  {right}{', public' if column.public else ''}", "dim"))


def _signs(matrix: Matrix) -> str:
    """Return what the letters stand for that are there."""
    cells = [cell for row in matrix.rows for cell in row.cells]
    there = {cell.verdict for cell in cells if not (cell.waits or cell.flipped)}
    signs = [f"{METHODS[method]} {method}" for method in matrix.start_methods]
    said = [f"{letter} {verdict.replace('_', ' ')}" for verdict, letter in LETTERS.items() if verdict in there]
    said += [f"{WAITS} waits"] if any(cell.waits for cell in cells) else []
    said += [f"{FLIPPED} flips"] if any(cell.flipped for cell in cells) else []
    return f"{'  '.join(signs)}    {'  '.join(said)}"


def _notes(matrix: Matrix) -> Iterator[str]:
    by_kind = {row.kind: row for row in matrix.rows if not row.name}
    costs = [
        f"the {_name(row)} {_count(row.runs, 'run')} and {row.cpu_s:.1f} s of CPU"
        for kind in (Kind.STUB, Kind.MODEL)
        if (row := by_kind.get(kind))
    ]
    if costs:
        yield f"A grading costs: {', '.join(costs)}."
    if (times := max((row.gradings for row in matrix.rows), default=1)) > 1:
        yield f"Each answer was graded {times} times, each time with another seed."
    for row in matrix.rows:
        if any(cell.waits for cell in row.cells):
            yield plain(f"{row.name} waits for {row.waits_for}: until then nothing can be said there.")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
