"""From what a case raised to its verdict."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from grader.errors import GraderError
from grader.judge import faults
from grader.judge.losses import MISREADS
from grader.judge.run import InconclusiveError, OutcomeError
from grader.model import Verdict

EXPLAINED = (Verdict.ERROR, Verdict.OVER_LIMIT)
"""What is told of these says more than an author can know beforehand: it is shown besides the author's text."""


class Finding(NamedTuple):
    """A verdict with what the student is told; fault: what went wrong in the judge, for its developers."""

    verdict: Verdict
    feedback: str
    detail: tuple[str, ...] = ()
    limit: str | None = None
    fault: str = ""


def finding(problem: BaseException | None, *, title: str, public: bool, feedback: dict[str, str]) -> Finding:
    """Return the verdict on a case that ended with `problem`.

    problem: what the case raised, None if nothing. title: the case's.
    public: whether the student may see all that it asserts.
    feedback: texts of the case's author for other verdicts than `failed`, by verdict.
    """
    if problem is None:
        return Finding(Verdict.PASSED, "")
    if isinstance(problem, OutcomeError):
        assert problem.verdict is not None
        own = feedback.get(problem.verdict.value)
        if problem.run.is_unwritten:
            own = None
        told = f"{own}\n{problem.told}" if own and problem.verdict in EXPLAINED else own or problem.told
        limit = problem.run.over.limit if problem.verdict is Verdict.OVER_LIMIT and problem.run.over else None
        return Finding(problem.verdict, told, problem.detail, limit)
    if isinstance(problem, AssertionError):
        return Finding(Verdict.FAILED, _message(problem, title, public=public))
    if isinstance(problem, InconclusiveError):
        return Finding(Verdict.INCONCLUSIVE, str(problem))
    if isinstance(problem, pytest.skip.Exception):
        return Finding(Verdict.SKIPPED, str(problem))
    if isinstance(problem, pytest.fail.Exception):
        if str(problem).startswith("Timeout"):
            return Finding(Verdict.INCONCLUSIVE, "the case was stopped by the last backstop")
        return Finding(Verdict.FAILED, str(problem))
    if isinstance(problem, MISREADS):
        return Finding(Verdict.FAILED, f"{title}: what came back has not the expected form")
    if isinstance(problem, GraderError):
        return Finding(Verdict.INTERNAL, str(problem))
    return fault_of(problem)


def fault_of(problem: BaseException) -> Finding:
    """Return the verdict on a case in which the judge or the suite broke."""
    feedback = f"the judge failed, which is no fault of the submission: {faults.said(problem)}"
    return Finding(Verdict.INTERNAL, feedback, fault=faults.told(problem))


def _message(problem: AssertionError, title: str, *, public: bool) -> str:
    # pytest appends what it found in the expression, from a line "assert ..." on; a hidden case keeps that to itself.
    text = str(problem)
    message, mark, expression = text.partition("\nassert ")
    if not mark and text.startswith("assert "):
        message, expression = "", text.removeprefix("assert ")
    message = message.strip() or f"not so: {title}"
    return f"{message}\nassert {expression.splitlines()[0]}" if public and expression else message
