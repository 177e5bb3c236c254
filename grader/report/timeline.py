"""A timeline as text: a column for each process, a row for each step, the student's own line below it.

Where a screen is too narrow for that, first the places go from the left edge to the source lines, and then there
is a single column, with the process's name before each step. Pure: a `Timeline` in, lines out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len, chop_cells
from rich.text import Text

from grader.model import Timeline, TimelineRow
from grader.report.text import plain

STYLES = ("cyan", "magenta", "green", "blue", "yellow")
LONGEST_NAME = 16
# How far source lines may run before they are wrapped: as far as they like, else so that the columns fit.
ROOMS = (10_000, 40, 32, 24)
LEAST_WIDTH = 30
LONGEST_TEXT = 300
LONGEST_CAUSE = 1200
GAP = 2

# Not behind a quotation mark: there it is a value of the program, which stays as it is.
_START_METHOD = re.compile(r"(?<![\w'\"])(?:ForkServer|Fork|Spawn)(?=(?:Process|PoolWorker)-\d)")
_MAIN = re.compile(r"(?<![\w'\"])MainProcess\b")


class _Step(NamedTuple):
    """source: the student's line, empty where the process was on it already."""

    lane: int
    place: str
    what: str
    source: str


def lines_of(timeline: Timeline, width: int = 80, last: int | None = None) -> list[Text]:
    """Return the lines of `timeline`, the cause below the steps; none of them is wider than `width`.

    width: in columns of the screen; less than LEAST_WIDTH counts as LEAST_WIDTH.
    last: show only so many steps, those before the failure; None for all of them.
    """
    width = max(width, LEAST_WIDTH)
    names = _names(timeline)
    rows = timeline.rows if last is None else timeline.rows[max(0, len(timeline.rows) - last) :]
    steps, shown = _steps(rows, names), [_cut(name) for name in names.values()]
    lines = []
    if left_out := len(timeline.rows) - len(rows):
        lines.append(Text(f"... {left_out} earlier {'step' if left_out == 1 else 'steps'}", "dim"))
    if steps:
        lines += _in_columns(steps, shown, width) or _in_one_column(steps, shown, width)
    cause = [_told(_clean(line, LONGEST_CAUSE), names) for line in timeline.cause.splitlines()]
    if lines and any(cause):
        lines.append(Text())
    return lines + [Text(part) for line in cause if line for part in _wrapped(line, width)]


def text_of(timeline: Timeline, width: int = 80) -> str:
    """Return the lines of `timeline` as plain text, without a newline at its end."""
    return "\n".join(line.plain for line in lines_of(timeline, width))


def _names(timeline: Timeline) -> dict[str, str]:
    """Return the name to show for each process, by its full one."""
    full = dict.fromkeys((*timeline.processes, *(row.process for row in timeline.rows)))
    names = {name: short_names(_clean(name)) for name in full}
    # Two processes must not become one: then each keeps its name as it is.
    return names if len(set(names.values())) == len(names) else {name: _clean(name) for name in full}


def short_names(text: str) -> str:
    """Return `text` with processes named without their start method: `ForkProcess-1` as `Process-1`."""
    return _MAIN.sub("main", _START_METHOD.sub("", text))


def _told(cause: str, names: dict[str, str]) -> str:
    """Return `cause` with the processes named as they are above it."""
    is_short = all(name == short_names(name) for name in names.values())
    return short_names(cause) if is_short else cause


def _clean(text: str, longest: int = LONGEST_TEXT) -> str:
    line = plain(text).replace("\n", " ").strip()
    return line if len(line) <= longest else f"{line[: longest - 3]}..."


def _steps(rows: Sequence[TimelineRow], names: dict[str, str]) -> list[_Step]:
    where: dict[str, tuple[str, int]] = {}
    lanes = list(names)
    steps = []
    for row in rows:
        here = (row.file, row.line)
        place = f"{_clean(row.file)}:{row.line}" if row.line else ""
        source = _clean(row.source) if where.get(row.process) != here else ""
        where[row.process] = here
        what = _told(_clean(row.what), names)
        steps.append(_Step(lanes.index(row.process), place, what, source))
    return steps


def _in_columns(steps: Sequence[_Step], heads: Sequence[str], width: int) -> list[Text]:
    """Return the steps side by side; nothing where that does not fit."""
    gutter = max(cell_len(step.place) for step in steps) + GAP
    for left in (gutter, 0):
        for room in ROOMS:
            if stride := _stride(steps, heads, width - left, room, with_place=not left):
                return list(_drawn(steps, heads, [left + lane * stride for lane in range(len(heads))], width))
    return []


def _stride(steps: Sequence[_Step], heads: Sequence[str], width: int, room: int, *, with_place: bool) -> int:
    """Return how far apart the columns are, 0 if they do not fit.

    A step's text may run on over the columns to its right, for nothing else stands in its row.
    """
    needs = [cell_len(head) for head in heads]
    for step in steps:
        below = max((cell_len(line) for line in _below(step, width, with_place)), default=0)
        needs[step.lane] = max(needs[step.lane], cell_len(step.what), min(below, room))
    least = max(cell_len(head) for head in heads) + GAP
    most = min((max(needs) + GAP, *((width - need) // lane for lane, need in enumerate(needs) if lane)))
    return most if most >= least and needs[0] <= width else 0


def _drawn(steps: Sequence[_Step], heads: Sequence[str], columns: Sequence[int], width: int) -> Iterator[Text]:
    yield _line(
        [(column, head, f"bold {_style(lane)}") for lane, (column, head) in enumerate(zip(columns, heads, strict=True))]
    )
    # A process has its line from its first step to its last.
    first: dict[int, int] = {}
    final: dict[int, int] = {}
    for number, step in enumerate(steps):
        first.setdefault(step.lane, number)
        final[step.lane] = number
    for number, step in enumerate(steps):
        column = columns[step.lane]
        texts = [(step.what, _style(step.lane))]
        texts += [(line, "dim") for line in _below(step, width - column, with_place=not columns[0])]
        for row, (text, style) in enumerate(texts):
            alive = [columns[lane] for lane in first if first[lane] <= number < final[lane]]
            pieces = [(at, "│", "dim") for at in alive if at < column or at > column + cell_len(text)]
            if columns[0] and row == 0:
                pieces.append((0, step.place, "dim"))
            yield _line([*pieces, (column, text, style)])


def _in_one_column(steps: Sequence[_Step], heads: Sequence[str], width: int) -> list[Text]:
    indent = max(cell_len(head) for head in heads) + GAP
    lines = []
    for step in steps:
        style = _style(step.lane)
        for number, part in enumerate(_wrapped(step.what, width - indent, "  ")):
            head = [(0, heads[step.lane], f"bold {style}")] if number == 0 else []
            lines.append(_line([*head, (indent, part, style)]))
        lines += [_line([(indent, part, "dim")]) for part in _below(step, width - indent, with_place=True)]
    return lines


def _below(step: _Step, width: int, with_place: bool) -> list[str]:
    """Return the lines below a step: the student's own, and with it its place, on one line if there is room."""
    if not step.source:
        return []
    texts = [step.place, step.source] if with_place and step.place else [step.source]
    if 2 + cell_len("  ".join(texts)) <= width:
        texts = ["  ".join(texts)]
    return [f"  {line}" for text in texts for line in _wrapped(text, max(width - 2, 4), "  ")]


def _line(pieces: Sequence[tuple[int, str, str]]) -> Text:
    """Return a line with each text at its column."""
    line = Text()
    for column, text, style in sorted(pieces):
        line.append(" " * (column - line.cell_len)).append(text, style)
    return line


def _style(lane: int) -> str:
    return STYLES[lane % len(STYLES)]


def _cut(name: str) -> str:
    return name if cell_len(name) <= LONGEST_NAME else f"{chop_cells(name, LONGEST_NAME - 3)[0]}..."


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """Return `text` in lines of at most `width` columns, broken at spaces where it can be; from the second on indented.

    A text that fits stays as it is, with all its spaces.
    """
    if cell_len(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split():
        parts = chop_cells(word, width - len(indent))
        for start, part in zip(accumulate(map(len, parts), initial=0), parts, strict=False):
            glue = " " if line.strip() and start == 0 else ""
            if cell_len(line) + len(glue) + cell_len(part) > width and line.strip():
                lines.append(line)
                line, glue = indent, ""
            line += glue + part
    return [*lines, line]
