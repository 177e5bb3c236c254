"""What can go wrong on our side of the judge's table.

What a submission does is never an exception here: it is data, a `Verdict`.

::

    Exception
    ├── GraderError              an operator can mend it: problem, offending value, next step
    │   ├── UsageError           a wrong word on the command line, a submission that is no file (exit code 2)
    │   ├── CourseError          a broken course or exercise: course.toml, exercise.toml, a suite (exit code 3)
    │   ├── BoxError             no sandbox works here, or it would not start (exit code 3)
    │   └── OutputError          a report or the progress file cannot be written (exit code 3)
    └── InternalError            our bug: worth a report to us (exit code 3)
"""

from __future__ import annotations


class GraderError(Exception):
    """Something an operator can mend.

    problem: one sentence, with the offending value in it.
    next_step: what to do about it, as a sentence or a command; may be empty where `problem` says it.
    """

    exit_code = 3

    def __init__(self, problem: str, next_step: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.problem}\n{self.next_step}" if self.next_step else self.problem


class UsageError(GraderError):
    """The words of the command line, or what they point to, are not usable."""

    exit_code = 2


class CourseError(GraderError):
    """A course, an exercise or a suite is not as it must be."""


class BoxError(GraderError):
    """No sandbox works on this machine, or it could not be started."""


class OutputError(GraderError):
    """A report or the workspace's progress cannot be written."""


class InternalError(Exception):
    """A bug of the grader: never the student's fault, and never a score."""

    exit_code = 3
