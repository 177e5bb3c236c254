from __future__ import annotations

import msgspec
import pytest

from grader.course import load
from grader.model import Verdict
from grader.proof import rules
from grader.proof.matrix import Kind

BACK, OTHER, LEFT = "test_the_result_comes_back", "test_another_process_works", "test_nobody_is_left"
NOTHING = frozenset[str]()


@pytest.fixture
def judge(make_graded, make_answer):
    """The problems of one answer that lost this in each of its gradings."""

    def problems(kind, *lost, claims=None, waits_for="", explored=NOTHING):
        answer = make_answer(kind, claims, waits_for)
        row, faults = rules.row_of(answer, [make_graded(one) for one in lost], explored, "solutions/elsewhere/one.py")
        assert row.holds == (not faults)
        return [fault.problem for fault in faults]

    return problems


def both(case: str, *verdicts: Verdict):
    return {(case, method): frozenset(verdicts) for method in ("fork", "spawn")}


def test_a_stub_loses_something(judge):
    assert judge(Kind.STUB, {OTHER: Verdict.ERROR}) == []
    assert judge(Kind.STUB, {}) == ["the stub loses no case"]


@pytest.mark.parametrize("verdict", [Verdict.INTERNAL, Verdict.INCONCLUSIVE])
def test_a_stub_can_be_judged(judge, verdict):
    said = judge(Kind.STUB, {BACK: Verdict.FAILED, OTHER: verdict})
    assert said == [f"{OTHER}[fork,spawn] is {verdict}, which is no score: what the grader said"]


@pytest.mark.parametrize("kind", [Kind.MODEL, Kind.ACCEPTED])
def test_a_right_answer_loses_nothing(judge, kind):
    assert judge(kind, {}) == []
    assert judge(kind, {LEFT: Verdict.LEAKED}) == [f"{LEFT}[fork,spawn] is leaked, and must be passed"]


def test_a_rejected_answer_loses_what_it_claims_and_nothing_else(judge):
    claims = both(OTHER, Verdict.FAILED, Verdict.DEADLOCK)
    assert judge(Kind.REJECTED, {OTHER: Verdict.DEADLOCK}, claims=claims) == []
    assert judge(Kind.REJECTED, {}, claims=claims) == [
        f"{OTHER}[fork,spawn] is passed, but the claim says deadlock|failed"
    ]
    assert judge(Kind.REJECTED, {OTHER: Verdict.FAILED, LEFT: Verdict.FAILED}, claims=claims) == [
        f"{LEFT}[fork,spawn] is failed, which is not claimed"
    ]


def test_a_claim_is_about_a_case_that_is_there(judge):
    claims = both(OTHER, Verdict.FAILED) | both("test_gone", Verdict.FAILED)
    assert judge(Kind.REJECTED, {OTHER: Verdict.FAILED}, claims=claims) == [
        "it claims test_gone, which is not judged there"
    ]


def test_an_accepted_answer_may_wait_in_explored_cases_only(judge):
    lost = {LEFT: Verdict.INCONCLUSIVE}
    explored = frozenset({LEFT})
    assert judge(Kind.ACCEPTED, lost, waits_for="managers", explored=explored) == []
    assert judge(Kind.ACCEPTED, lost, {}, waits_for="managers", explored=explored) == []
    assert judge(Kind.ACCEPTED, lost, explored=explored)
    assert judge(Kind.ACCEPTED, lost, waits_for="managers")
    assert judge(Kind.ACCEPTED, {LEFT: Verdict.FAILED}, waits_for="managers", explored=explored)


def test_a_verdict_that_flips_is_told_even_where_both_are_claimed(judge):
    claims = both(OTHER, Verdict.FAILED, Verdict.DEADLOCK)
    said = judge(Kind.REJECTED, *[{OTHER: Verdict.FAILED}] * 3, {OTHER: Verdict.DEADLOCK}, claims=claims)
    assert said == [f"{OTHER}[{method}] flips: failed 3×, deadlock 1× in 4 gradings" for method in ("fork", "spawn")]


@pytest.fixture
def columns(clone, make_graded, make_answer):
    def make(kind, *rows):
        exercise = load(clone).exercise("elsewhere")
        exercise = msgspec.structs.replace(exercise, config=msgspec.structs.replace(exercise.config, kind=kind))
        made = [rules.row_of(make_answer(kind), [make_graded(lost)], NOTHING, "one.py")[0] for kind, lost in rows]
        return rules.columns_of(exercise, make_graded().cases, made)

    return make


def test_a_case_that_nothing_fails_is_dead(columns):
    found = columns("implement", (Kind.REJECTED, {BACK: Verdict.FAILED, OTHER: Verdict.SKIPPED}))
    assert [column.lost_by for column in found] == [("rejected/one",), (), ()]
    faults = rules.faults_of_suite(found, 10)
    assert [fault.where for fault in faults] == [OTHER, LEFT]
    assert "dead" in faults[0].problem


@pytest.mark.parametrize(("kind", "dead"), [("fix", 0), ("implement", 3)])
def test_a_stub_shows_that_a_case_can_fail_where_it_is_to_be_mended(columns, kind, dead):
    found = columns(kind, (Kind.STUB, dict.fromkeys((BACK, OTHER, LEFT), Verdict.ERROR)))
    assert len(rules.faults_of_suite(found, 10)) == dead


def test_points_are_ten(columns):
    found = columns("fix", (Kind.STUB, dict.fromkeys((BACK, OTHER, LEFT), Verdict.ERROR)))
    assert [column.points for column in found] == [4, 3, 3]
    (fault,) = rules.faults_of_suite(found, 9.5)
    assert fault.problem == "the cases have 9.5 points, not 10"


@pytest.mark.parametrize(
    ("runs", "cpu_s", "what"), [(230, 20.0, []), (231, 20.0, ["231 runs"]), (230, 20.1, ["20.1 CPU seconds"])]
)
def test_a_stub_costs_not_much_more_than_the_model_answer(make_graded, make_answer, runs, cpu_s, what):
    stub, _ = rules.row_of(
        make_answer(Kind.STUB), [make_graded({BACK: Verdict.FAILED}, runs=runs, cpu_s=cpu_s)], NOTHING, "stub.py"
    )
    model, _ = rules.row_of(make_answer(Kind.MODEL), [make_graded(runs=6, cpu_s=1.0)], NOTHING, "model.py")
    faults = rules.faults_of_cost({Kind.STUB: stub, Kind.MODEL: model})
    assert [fault.problem.partition(",")[0].removeprefix("the stub costs ") for fault in faults] == what
