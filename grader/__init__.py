"""mpkata: katas for Python's multiprocessing, and a grader whose verdicts do not depend on luck."""

from grader.grading import grade
from grader.model import GradeOptions, Report, Verdict

__all__ = ["GradeOptions", "Report", "Verdict", "grade"]
