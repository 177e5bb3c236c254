"""JUnit XML, as CI servers read it: a suite for each exercise and start method, a test case for each case."""

from __future__ import annotations

import shlex
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from grader.model import CaseResult, ExerciseResult, Report, Verdict
from grader.report.text import for_xml, plain
from grader.report.timeline import text_of


def to_junit(report: Report) -> bytes:
    """Return `report` as a JUnit XML document in UTF-8.

    A case that the submission lost is a `failure`, one that could not be judged an `error`.
    """
    root = ET.Element("testsuites", name="mpkata")
    cases = [case for exercise in report.exercises for case in exercise.cases]
    _count(root, cases)
    for exercise in report.exercises:
        for method in dict.fromkeys(case.start_method for case in exercise.cases):
            _suite(root, report, exercise, method)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _suite(root: ET.Element, report: Report, exercise: ExerciseResult, method: str) -> None:
    cases = [case for case in exercise.cases if case.start_method == method]
    # Consumers want local time without a zone, or take the text as it is: UTC without its zone suits both.
    started = report.started.removesuffix("Z").removesuffix("+00:00")
    suite = ET.SubElement(root, "testsuite", name=for_xml(f"{exercise.slug}[{method}]"), timestamp=started)
    _count(suite, cases)
    properties = ET.SubElement(suite, "properties")
    for name, value in (
        ("seed", str(report.seed)),
        ("box", report.box.backend),
        ("submission", exercise.submission),
        ("score", "" if exercise.score is None else str(exercise.score)),
        ("max_score", str(exercise.max_score)),
    ):
        ET.SubElement(properties, "property", name=name, value=_text(value))
    for case in cases:
        _case(suite, case)


def _case(suite: ET.Element, case: CaseResult) -> None:
    element = ET.SubElement(
        suite,
        "testcase",
        classname=for_xml(case.slug),
        name=for_xml(f"{case.name}[{case.start_method}]"),
        time=f"{case.wall_s:.3f}",
    )
    if case.verdict is Verdict.PASSED:
        return
    message = case.feedback or case.title
    if case.verdict is Verdict.SKIPPED:
        ET.SubElement(element, "skipped", message=_text(message))
        return
    kind = "failure" if case.verdict.is_scored else "error"
    said = ET.SubElement(element, kind, type=str(case.verdict), message=_text(message))
    said.text = _text("\n".join((case.title, *case.detail, *_timeline(case))))


def _timeline(case: CaseResult) -> Iterator[str]:
    if case.timeline is not None and (told := text_of(case.timeline)):
        yield f"\n{told}"
    if case.schedule:
        yield f"\nreplay: grade replay {case.slug} {shlex.quote(case.schedule)}"


def _count(element: ET.Element, cases: Sequence[CaseResult]) -> None:
    verdicts = [case.verdict for case in cases]
    skipped = verdicts.count(Verdict.SKIPPED)
    errors = sum(not verdict.is_scored for verdict in verdicts)
    failures = len(verdicts) - verdicts.count(Verdict.PASSED) - skipped - errors
    for name, number in (
        ("tests", len(verdicts)),
        ("failures", failures),
        ("errors", errors),
        ("skipped", skipped),
    ):
        element.set(name, str(number))
    element.set("time", f"{sum(case.wall_s for case in cases):.3f}")


def _text(text: str) -> str:
    return for_xml(plain(text))
