"""What a suite must say of answers whose worth is known. Pure: gradings in, rows, columns and faults out.

The stub loses something, and costs not much more than the model answer. Model answer and accepted ones lose nothing. A
rejected one loses exactly what it claims. Every case is lost by some answer, or it proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from grader.model import Exercise, Verdict
from grader.proof.answers import Answer
from grader.proof.matrix import Cell, Column, Fault, Kind, Row
from grader.proof.tasks import Graded, Judged

POINTS = 10
# What a stub may cost, as a multiple of the model answer's cost and a constant: a student grades it first. Runs and
# CPU seconds are counted, for both are the same on a busy machine; the constant is larger than the start of a judge.
STUB_RATIO = 5
STUB_RUNS = 200
STUB_CPU_S = 15.0


def row_of(answer: Answer, gradings: Sequence[Graded], explored: frozenset[str], path: str) -> tuple[Row, list[Fault]]:
    """Return the row of `answer`, its verdicts those of its first grading, and what is wrong with it.

    explored: the cases that search schedules. path: of the answer's file, as shown.
    """
    first = gradings[0]
    row = Row(
        kind=answer.kind,
        name=answer.name,
        path=path,
        gradings=len(gradings),
        runs=first.runs,
        cpu_s=first.cpu_s,
        cells=tuple(_cell(answer, judged, gradings, explored) for judged in first.cases),
        waits_for=answer.waits_for,
        holds=True,
    )
    faults = [*faults_of_row(row), *unknown_claims(answer, first, path)]
    return msgspec.structs.replace(row, holds=not faults), faults


def _cell(answer: Answer, judged: Judged, gradings: Sequence[Graded], explored: frozenset[str]) -> Cell:
    place = (judged.case, judged.start_method)
    # A case that is missing from a later grading is told as skipped.
    counts = Counter(_verdicts(graded).get(place, Verdict.SKIPPED) for graded in gradings)
    may_wait = bool(answer.waits_for) and judged.case in explored
    settled = len(counts) == 1 or (may_wait and counts.keys() <= {Verdict.PASSED, Verdict.INCONCLUSIVE})
    return Cell(
        case=judged.case,
        start_method=judged.start_method,
        verdict=judged.verdict,
        claimed=_claimed(answer, judged),
        waits=may_wait and judged.verdict is Verdict.INCONCLUSIVE,
        flipped={} if settled else dict(counts.most_common()),
        why=judged.feedback if not judged.verdict.is_scored else "",
    )


def _verdicts(graded: Graded) -> dict[tuple[str, str], Verdict]:
    return {(judged.case, judged.start_method): judged.verdict for judged in graded.cases}


def _claimed(answer: Answer, judged: Judged) -> tuple[Verdict, ...]:
    if answer.kind is Kind.STUB:
        return ()
    named = answer.claims.get((judged.case, judged.start_method), frozenset({Verdict.PASSED}))
    return tuple(verdict for verdict in Verdict if verdict in named)


def row_as_claimed(answer: Answer, graded: Graded) -> Row:
    """Return the row that a rejected `answer` has if it loses what it claims; graded: of any answer."""
    claimed = msgspec.structs.replace(
        graded,
        cases=tuple(msgspec.structs.replace(judged, verdict=_claimed(answer, judged)[0]) for judged in graded.cases),
    )
    return row_of(answer, [claimed], frozenset(), answer.label)[0]


def columns_of(exercise: Exercise, cases: Iterable[Judged], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the cases in the order of the suites, each with the answers that lose it.

    cases: those of any one grading.
    """
    by_name: dict[str, list[Judged]] = {}
    for judged in cases:
        by_name.setdefault(judged.case, []).append(judged)
    return tuple(
        Column(
            case=name,
            title=found[0].title,
            points=round(sum(judged.points for judged in found), 6),
            public=found[0].public,
            start_methods=tuple(judged.start_method for judged in found),
            lost_by=tuple(row.label for row in rows if _shows_that_it_can_be_lost(exercise, row, name)),
        )
        for name, found in by_name.items()
    )


def _shows_that_it_can_be_lost(exercise: Exercise, row: Row, case: str) -> bool:
    counts = row.kind is Kind.REJECTED or (row.kind is Kind.STUB and exercise.config.kind == "fix")
    lost = [cell for cell in row.cells if cell.case == case and is_lost(cell.verdict)]
    # A case that was skipped has said nothing itself.
    return counts and any(cell.verdict is not Verdict.SKIPPED for cell in lost)


def is_lost(verdict: Verdict) -> bool:
    """Whether the verdict says that the submission does not have the points."""
    return verdict.is_scored and verdict is not Verdict.PASSED


def faults_of_row(row: Row) -> list[Fault]:
    """Return what is wrong with one answer's verdicts."""
    faults = [Fault(where=row.path, problem=problem, next_step=step) for problem, step in _of_stub(row)]
    groups: dict[tuple[str, Verdict, tuple[Verdict, ...]], list[Cell]] = {}
    for cell in row.cells:
        if not is_as_claimed(cell):
            groups.setdefault((cell.case, cell.verdict, cell.claimed), []).append(cell)
    for (case, _, _), cells in groups.items():
        methods = ",".join(cell.start_method for cell in cells)
        faults.append(_unclaimed(row, f"{case}[{methods}]", cells[0]))
    for cell in row.cells:
        if cell.flipped:
            times = ", ".join(f"{verdict} {count}×" for verdict, count in cell.flipped.items())
            faults.append(
                Fault(
                    where=row.path,
                    problem=f"{cell.case}[{cell.start_method}] flips: {times} in {row.gradings} gradings",
                    next_step="Every grading has other secret inputs: does the case depend on them, or on luck?",
                )
            )
    return faults


def is_as_claimed(cell: Cell) -> bool:
    """Whether the verdict is one of those that must come; of the stub, any that says something of it."""
    return cell.waits or (cell.verdict in cell.claimed if cell.claimed else cell.verdict.is_scored)


def _of_stub(row: Row) -> Iterable[tuple[str, str]]:
    if row.kind is Kind.STUB and not any(is_lost(cell.verdict) for cell in row.cells):
        yield "the stub loses no case", "A student must have something to do."


def _unclaimed(row: Row, place: str, cell: Cell) -> Fault:
    verdict, claimed = cell.verdict, cell.claimed

    def fault(problem: str, next_step: str) -> Fault:
        return Fault(where=row.path, problem=f"{place} is {problem}", next_step=next_step)

    if not verdict.is_scored:
        return fault(f"{verdict}, which is no score: {cell.why}", f"See why: {_command(row)}")
    if row.kind is not Kind.REJECTED:
        return fault(f"{verdict}, and must be passed", f"See why: {_command(row)}")
    if claimed == (Verdict.PASSED,):
        case, _, methods = place.partition("[")
        return fault(f"{verdict}, which is not claimed", f"If that is right: # loses {case}[{methods}: {verdict}")
    return fault(
        f"{verdict}, but the claim says {'|'.join(claimed)}",
        "Find out which of the two is right, and mend the claim or the suite.",
    )


def _command(row: Row) -> str:
    slug = row.path.split("/")[1]
    return f"grade run {slug} --submission {row.path}"


def unknown_claims(answer: Answer, graded: Graded, path: str) -> list[Fault]:
    """Return a fault for each claim about a case that is not there."""
    there = _verdicts(graded)
    missing = sorted({case for case, method in answer.claims if (case, method) not in there})
    names = ", ".join(sorted({judged.case for judged in graded.cases}))
    return [
        Fault(
            where=path,
            problem=f"it claims {case}, which is not judged there",
            next_step=f"Cases: {names}",
        )
        for case in missing
    ]


def faults_of_suite(columns: Sequence[Column], points: float) -> list[Fault]:
    """Return what is wrong with the cases: those that nothing fails, and points that do not add up.

    points: those of one grading.
    """
    faults = []
    if points != POINTS:
        faults.append(
            Fault(where="points", problem=f"the cases have {points:g} points, not {POINTS}", next_step="Share out 10.")
        )
    for column in columns:
        if not column.lost_by:
            faults.append(
                Fault(
                    where=column.case,
                    problem="the case is dead: no rejected answer fails it",
                    next_step="Add the answer that it is there for to rejected/, or leave the case out.",
                )
            )
    return faults


def faults_of_cost(rows: Mapping[Kind, Row]) -> list[Fault]:
    """Return a fault where the stub costs much more than the model answer; rows: stub and model answer."""
    if Kind.STUB not in rows or Kind.MODEL not in rows:
        return []
    stub, model = rows[Kind.STUB], rows[Kind.MODEL]
    faults = []
    for what, cost, usual, constant in (
        ("runs", stub.runs, model.runs, STUB_RUNS),
        ("CPU seconds", stub.cpu_s, model.cpu_s, STUB_CPU_S),
    ):
        most = STUB_RATIO * usual + constant
        if cost > most:
            faults.append(
                Fault(
                    where=stub.path,
                    problem=f"the stub costs {cost:g} {what}, the model answer {usual:g}; at most {most:g} is right",
                    next_step="Let the stub fail sooner, or smaller: every student grades it first.",
                )
            )
    return faults
