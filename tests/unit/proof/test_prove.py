from __future__ import annotations

import pytest

from grader.course import load
from grader.model import Verdict
from grader.proof.kept import Kept
from grader.proof.prove import Begun, Ended, Judged, Planned, ProofOptions, prove
from grader.proof.tasks import Graded

LABELS = ["stub", "model", "accepted/simple_queue", "rejected/in_main", "rejected/no_join"]


@pytest.fixture
def proving(clone, crew):
    def events(fresh=False, **options):
        course = load(clone)
        return prove(course, course.exercises, ProofOptions(**options), Kept(clone, "bwrap", fresh=fresh), crew)

    return events


def matrix_of(events):
    (matrix,) = [event.matrix for event in events if isinstance(event, Judged)]
    return matrix


def test_a_proof_tells_how_it_goes_and_what_came_of_it(proving):
    planned, *steps, judged = proving()
    assert planned == Planned(5, 0)
    assert [(type(step), step.task.label) for step in steps] == [
        (kind, label) for label in LABELS for kind in (Begun, Ended)
    ]
    assert judged.matrix.proven
    assert [row.label for row in judged.matrix.rows] == LABELS
    assert [column.lost_by for column in judged.matrix.columns] == [
        ("stub", "rejected/no_join"),
        ("stub", "rejected/in_main", "rejected/no_join"),
        ("stub", "rejected/no_join"),
    ]


def test_what_is_known_is_not_graded_again(proving, crew):
    first = matrix_of(proving())
    crew.asked.clear()
    planned, judged = proving()
    assert planned == Planned(0, 5)
    assert (judged.matrix, crew.asked) == (first, [])
    assert len(list(proving(fresh=True))) == 12


def test_what_has_a_fault_is_graded_again(proving, crew):
    crew.lost["rejected/in_main"] = {}
    assert [fault.where for fault in matrix_of(proving()).faults] == ["solutions/elsewhere/rejected/in_main.py"]
    crew.asked.clear()
    assert not matrix_of(proving()).proven
    assert crew.asked == [("rejected/in_main", 1)]


def test_an_interruption_keeps_what_was_graded(proving, crew):
    crew.interrupt_after = 3
    with pytest.raises(KeyboardInterrupt):
        list(proving())
    crew.interrupt_after = -1
    assert next(proving()) == Planned(2, 3)


def test_one_that_flips_is_told_with_its_counts(proving, crew, make_graded):
    crew.gradings["accepted/simple_queue", 3] = make_graded({"test_nobody_is_left": Verdict.INCONCLUSIVE})
    matrix = matrix_of(proving(repeat=3))
    assert len(crew.asked) == 15
    assert [fault.problem for fault in matrix.faults] == [
        f"test_nobody_is_left[{method}] flips: passed 2×, inconclusive 1× in 3 gradings" for method in ("fork", "spawn")
    ]
    assert [row.label for row in matrix.rows if not row.holds] == ["accepted/simple_queue"]
    assert next(proving(repeat=3)) == Planned(1, 14)


def test_a_broken_suite_is_told_once(proving, crew):
    broken = Graded(broken=("the suite cannot be loaded", "mend it"))
    crew.gradings = {(label, 1): broken for label in LABELS}
    matrix = matrix_of(proving())
    assert [(fault.where, fault.problem) for fault in matrix.faults] == [("suite", "the suite cannot be loaded")]
    assert (matrix.rows, matrix.columns) == ((), ())
