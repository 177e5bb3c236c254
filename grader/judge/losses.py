"""How a case loses: the exceptions that count against a submission, and which of them say the same."""

from __future__ import annotations

from grader.explore.failure import Failure
from grader.judge.run import OutcomeError

MISREADS = (
    TypeError,
    LookupError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    StopIteration,
)
"""What a case raises that reads an observation of another form than it expects."""
LOSSES = (AssertionError, OutcomeError, *MISREADS)


def alike(one: Exception, other: Exception) -> bool:
    """Return whether two losses are of one kind: the same verdict, or the same exception at the same line."""
    if isinstance(one, OutcomeError) and isinstance(other, OutcomeError):
        return one.verdict == other.verdict
    return type(one) is type(other) and _line(one) == _line(other)


def _line(problem: Exception) -> int:
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None and not trace.tb_frame.f_code.co_name.startswith("test_"):
        trace = trace.tb_next
    return trace.tb_lineno if trace is not None else 0


def failure_of_loss(loss: Exception) -> Failure:
    """Return the loss in the words of the explorer."""
    if isinstance(loss, OutcomeError) and loss.verdict is not None:
        return Failure(loss.verdict.value, "")
    return Failure("failed", "")
