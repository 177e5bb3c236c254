"""The matrix for people: all of it in 80 columns, and nothing told by colour alone."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from grader.model import START_METHODS, Verdict
from grader.proof.matrix import Cell, Column, Fault, Kind, Matrix, Row
from grader.report.proven import show_line, show_matrix


def row(kind, name="", verdict=Verdict.PASSED, cases=2, methods=("fork", "spawn"), **fields):
    claimed = () if kind is Kind.STUB else (verdict,)
    cell = fields.pop("cell", {})
    cells = tuple(
        Cell(case=f"test_{number}", start_method=method, verdict=verdict, claimed=claimed, **cell)
        for number in range(cases)
        for method in methods
    )
    defaults = {"path": f"solutions/x/{name}.py", "gradings": 1, "runs": 12, "cpu_s": 1.25, "holds": True}
    return Row(kind=kind, name=name, cells=cells, **{**defaults, **fields})


def matrix(*rows, cases=2, methods=("fork", "spawn"), faults=()):
    columns = tuple(
        Column(
            case=f"test_{number}",
            title="a title",
            points=1.0,
            public=not number,
            start_methods=methods,
            lost_by=tuple(row.label for row in rows if row.kind is Kind.REJECTED),
        )
        for number in range(cases)
    )
    return Matrix(
        slug="dining_philosophers",
        kind="fix",
        start_methods=methods,
        columns=columns,
        rows=rows,
        faults=tuple(faults),
        proven=not faults,
    )


def shown(show, of, **options) -> list[str]:
    file = io.StringIO()
    show(of, Console(file=file, width=80, color_system=None, **options))
    return file.getvalue().splitlines()


def test_a_proven_matrix():
    lines = shown(
        show_matrix,
        matrix(
            row(Kind.STUB, verdict=Verdict.ERROR, path="exercises/x/x.py"),
            row(Kind.MODEL),
            row(Kind.ACCEPTED, "other"),
            row(Kind.REJECTED, "wrong", Verdict.DEADLOCK),
        ),
    )
    assert lines == [
        "dining_philosophers · fix · fork, spawn" + " " * 35 + "proven",
        "",
        "                           1   2",
        "                           fs  fs",
        "✓ stub                     EE  EE",
        "✓ model answer             ··  ··",
        "accepted",
        "✓ other                    ··  ··",
        "rejected",
        "✓ wrong                    DD  DD",
        "  lost by                  1   1",
        "",
        "   1  test_0  1 point, public",
        "   2  test_1  1 point",
        "",
        "f fork  s spawn    · passed  D deadlock  E error",
        "A grading costs: the stub 12 runs and 1.2 s of CPU, the model answer 12 runs and",
        "1.2 s of CPU.",
        "",
    ]


def test_faults_stand_below_their_place_and_what_to_do_about_several_is_told_once():
    faults = [
        Fault(where="b.py", problem="one", next_step="do it"),
        Fault(where="b.py", problem="two", next_step="do it"),
        Fault(where="a.py", problem="long " * 30),
    ]
    lines = shown(show_matrix, matrix(row(Kind.STUB, holds=False), faults=faults))
    assert lines[0].endswith("not proven: 3 faults")
    assert "✗ stub                     ··  ··" in lines
    at = lines.index("a.py")
    assert lines[at + 1].startswith("  ✗ long")
    assert lines[at + 2].startswith("    long")
    assert lines[-6:] == ["", "b.py", "  ✗ one", "  ✗ two", "    do it", ""]


@pytest.mark.parametrize(("cases", "blocks"), [(1, 1), (8, 1), (10, 1), (12, 2)])
def test_it_fits_into_80_columns_with_all_start_methods(cases, blocks):
    wide = {"cases": cases, "methods": START_METHODS}
    rows = [row(kind, "name" * 10, **wide) for kind in (Kind.ACCEPTED, Kind.REJECTED)]
    lines = shown(show_matrix, matrix(row(Kind.STUB, **wide), row(Kind.MODEL, **wide), *rows, **wide))
    assert max(map(cell_len, lines)) <= 80
    assert sum(line.startswith("✓ stub") for line in lines) == blocks
    assert sum(line.count("fsv") for line in lines) == cases


def test_one_that_waits_says_for_what_and_one_that_flips_is_marked():
    waits = row(Kind.ACCEPTED, "patient", Verdict.INCONCLUSIVE, cell={"waits": True}, waits_for="managers", cases=1)
    flips = row(Kind.ACCEPTED, "fickle", gradings=3, cell={"flipped": {Verdict.PASSED: 2, Verdict.FAILED: 1}}, cases=1)
    lines = shown(show_matrix, matrix(waits, flips, cases=1))
    assert "✓ patient                  ww" in lines
    assert "✓ fickle                   ~~" in lines
    assert "f fork  s spawn    w waits  ~ flips" in lines
    assert "Each answer was graded 3 times, each time with another seed." in lines
    assert "patient waits for managers: until then nothing can be said there." in lines


def test_a_case_that_does_not_run_under_a_start_method_is_blank():
    lines = shown(show_matrix, matrix(row(Kind.MODEL, methods=("spawn",))))
    assert "✓ model answer              ·   ·" in lines


def test_a_line_for_each_of_many():
    assert shown(show_line, matrix(row(Kind.MODEL))) == ["✓ dining_philosophers         1 answer, 2 cases       proven"]
    fault = Fault(where="a.py", problem="it is wrong")
    assert shown(show_line, matrix(row(Kind.MODEL), faults=[fault])) == [
        "✗ dining_philosophers         1 answer, 2 cases       not proven: 1 fault"
    ]


def test_text_of_files_cannot_move_the_cursor():
    fault = Fault(where="a.py", problem="\x1b[2Jgone")
    assert "  ✗ gone" in shown(show_matrix, matrix(faults=[fault]), force_terminal=True)
