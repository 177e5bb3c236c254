"""The explorer: runs a program of real processes in every schedule that differs, under control.

>>> result = explore(program, start_method="fork")
"""

from grader.explore.api import Result, explore, replay
from grader.explore.failure import Failure
from grader.explore.schedule import Schedule, TokenError, parse

__all__ = ["Failure", "Result", "Schedule", "TokenError", "explore", "parse", "replay"]
