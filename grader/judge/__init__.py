"""The judge: pytest, the hidden suites, the expected values and the verdicts; nothing of the submission runs here."""

from grader.judge.brief import Observer
from grader.judge.session import judge

__all__ = ["Observer", "judge"]
