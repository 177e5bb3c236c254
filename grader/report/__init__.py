"""The forms of a report: on a terminal, as JSON, as JUnit XML. Pure: a `Report` in, text out."""

from grader.report.as_json import to_json
from grader.report.junit import to_junit
from grader.report.replayed import show_replay
from grader.report.terminal import show, to_text

__all__ = ["show", "show_replay", "to_json", "to_junit", "to_text"]
