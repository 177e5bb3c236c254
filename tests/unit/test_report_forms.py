from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from grader.model import BoxReport, CaseResult, ExerciseResult, Report, Timeline, TimelineRow, Verdict
from grader.report import show, show_replay, to_json, to_junit, to_text
from grader.report.schema import schema, schema_text
from grader.report.text import for_xml, plain, points_of, summary
from grader.scoring import exact_sum

ROOT = Path(__file__).resolve().parents[2]
NASTY = "\x1b[31mred\x1b[0m \x1b]0;title\x07[bold]not markup[/bold] [/] \u202eleft\x00 锁\ud800"

TOKEN = "x1-3.11-{method}-2a-07df-3:0.2@{name}"


def lost_in(make: Callable[..., CaseResult], method: str = "fork", name: str = "test_one", **fields: Any) -> CaseResult:
    """A case that an explored run lost under a start method."""
    process = f"{method.capitalize()}Process-1"
    step = TimelineRow(process=process, what="read balance = 0", file="lock_race.py", line=14, source="balance.value")
    told = Timeline(processes=(process,), rows=(step,), cause=f"{process} read balance = 0 too early.")
    fields = {"verdict": Verdict.FAILED, "timeline": told, "runs": 7, "feedback": "a deposit was lost", **fields}
    return make(name=name, start_method=method, schedule=TOKEN.format(method=method, name=name), **fields)


def make_report(*exercises: list[CaseResult], box: str = "bwrap", complete: bool = True) -> Report:
    results = []
    for cases in exercises:
        judged = all(case.verdict.is_scored for case in cases)
        results.append(
            ExerciseResult(
                slug=cases[0].slug,
                title="A title",
                submission="a.py",
                score=exact_sum(case.points for case in cases) if judged else None,
                max_score=exact_sum(case.max_points for case in cases),
                cases=tuple(cases),
            )
        )
    scores = [result.score for result in results]
    return Report(
        grader="0.1.0",
        python="3.11.7",
        platform="Linux",
        started="2026-01-02T03:04:05+00:00",
        wall_s=1.5,
        seed=42,
        complete=complete,
        box=BoxReport(backend=box, reason="fake", does_not_stop=() if box == "bwrap" else ("reading your files",)),
        score=None if None in scores else exact_sum(score for score in scores if score is not None),
        max_score=exact_sum(result.max_score for result in results),
        exercises=tuple(results),
    )


@pytest.fixture
def every_verdict(result: Callable[..., CaseResult]) -> Report:
    cases = [
        result(
            name=f"test_{verdict}",
            start_method=method,
            verdict=verdict,
            max_points=1 / 3,
            title=f"title of {verdict}",
            feedback="" if verdict is Verdict.PASSED else f"feedback of {verdict}",
            detail=("one more line",) if verdict is Verdict.DEADLOCK else (),
            limit="memory" if verdict is Verdict.OVER_LIMIT else None,
        )
        for verdict in Verdict
        for method in ("fork", "spawn", "forkserver")
    ]
    return make_report(cases)


def test_the_schema_in_docs_is_current() -> None:
    assert (ROOT / "docs" / "report.schema.json").read_text("utf-8") == schema_text()


def test_a_report_validates_and_comes_back(every_verdict: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    written = to_json(every_verdict)
    jsonschema.validate(json.loads(written), schema())
    assert msgspec.json.decode(written, type=Report) == every_verdict
    assert written.endswith(b"}\n")


def test_the_schema_refuses_what_is_no_report(every_verdict: Report) -> None:
    broken = json.loads(to_json(every_verdict))
    broken["exercises"][0]["cases"][0]["verdict"] = "lucky"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema())


def test_report_json_keeps_its_names(every_verdict: Report) -> None:
    exercise = json.loads(to_json(every_verdict))["exercises"][0]
    assert {"slug", "score", "max_score", "cases"} <= exercise.keys()
    names = {"name", "start_method", "verdict", "points", "max_points", "title", "feedback"}
    assert names <= exercise["cases"][0].keys()


def test_junit_is_read_by_others(every_verdict: Report) -> None:
    document = junitparser.JUnitXml.fromstring(to_junit(every_verdict))
    suites = list(document)
    assert [suite.name for suite in suites] == [f"lock_race[{m}]" for m in ("fork", "spawn", "forkserver")]
    assert (document.tests, document.failures, document.errors, document.skipped) == (33, 21, 6, 3)
    for suite in suites:
        assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (11, 7, 2, 1)
        assert suite.timestamp == "2026-01-02T03:04:05"
        assert {prop.name: prop.value for prop in suite.properties()}["seed"] == "42"
    kinds = {case.name: [type(said).__name__ for said in case.result] for case in suites[0]}
    assert kinds["test_passed[fork]"] == []
    assert kinds["test_deadlock[fork]"] == ["Failure"]
    assert kinds["test_inconclusive[fork]"] == ["Error"]
    assert kinds["test_skipped[fork]"] == ["Skipped"]
    deadlock = next(case for case in suites[0] if case.name == "test_deadlock[fork]")
    assert deadlock.classname == "lock_race"
    assert deadlock.result[0].message == "feedback of deadlock"
    assert deadlock.result[0].text == "title of deadlock\none more line"


def test_junit_holds_whatever_a_submission_says(result: Callable[..., CaseResult]) -> None:
    report = make_report([result(verdict=Verdict.FAILED, feedback=NASTY, title=NASTY, detail=(NASTY,))])
    suite = next(iter(junitparser.JUnitXml.fromstring(to_junit(report))))
    message = next(iter(suite)).result[0].message
    assert "red" in message
    assert "锁" in message
    assert "\x1b" not in message


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_breaks_the_xml_or_the_terminal(text: str) -> None:
    assert for_xml(for_xml(text)) == for_xml(text)
    cleaned = plain(text)
    assert plain(cleaned) == cleaned
    assert all(
        character.isprintable() or character in "\n\u200d" or character.isspace()
        for character in cleaned
        if character.isascii()
    )
    cleaned.encode()


@pytest.mark.parametrize(
    ("score", "full", "shown"),
    [
        (0.0, 10.0, "0 / 10"),
        (10.0, 10.0, "10 / 10"),
        (10 / 3, 5.0, "3.33 / 5"),
        (5 / 3, 5 / 3, "1.67 / 1.67"),
        (9.999, 10.0, "9.99 / 10"),
        (0.29, 1.0, "0.29 / 1"),
        (100.0, 620.0, "100 / 620"),
    ],
)
def test_points_are_short_and_never_rounded_up(score: float, full: float, shown: str) -> None:
    assert points_of(score, full) == shown


def test_the_summary_counts_what_was_lost(result: Callable[..., CaseResult]) -> None:
    passed, failed = result(), result(verdict=Verdict.FAILED)
    deadlock = result(verdict=Verdict.DEADLOCK)
    assert summary([passed, passed]) == "passed"
    assert summary([failed, passed, deadlock, failed]) == "deadlock, 2×failed"


def test_the_terminal_report_fits_and_has_no_colour_in_a_file(every_verdict: Report) -> None:
    text = to_text(every_verdict)
    assert all(cell_len(line) <= 80 for line in text.splitlines())
    assert "\x1b" not in text
    for method in ("fork", "spawn", "forkserver"):
        assert method in text
    assert "no score" in text
    assert "seed 42 · box bwrap" in text
    assert "over limit (memory): feedback of over_limit" in text
    assert "one more line" in text


def test_the_same_loss_under_several_start_methods_is_told_once(result: Callable[..., CaseResult]) -> None:
    lost = [
        result(start_method=method, verdict=Verdict.FAILED, feedback="a deposit was lost")
        for method in ("fork", "spawn")
    ]
    text = to_text(make_report(lost))
    assert text.count("a deposit was lost") == 1
    assert "under" not in text
    text = to_text(make_report([*lost, result(start_method="forkserver")]))
    assert "failed under fork, spawn: a deposit was lost" in text


def test_of_many_exercises_only_the_first_loss_is_told(result: Callable[..., CaseResult]) -> None:
    exercises = [
        [result(slug=slug, name=name, verdict=Verdict.FAILED, feedback=f"{name} lost") for name in ("test_a", "test_b")]
        for slug in ("one", "two", "three")
    ]
    text = to_text(make_report(*exercises))
    assert text.count("test_a lost") == 3
    assert "test_b lost" not in text
    assert "and 1 more: grade run two" in text


def test_points_and_totals_are_in_the_table(result: Callable[..., CaseResult]) -> None:
    text = to_text(
        make_report(
            [result(max_points=5.0), result(start_method="spawn", max_points=5.0, verdict=Verdict.LEAKED)],
            [result(slug="spawn_safe", max_points=10.0)],
        )
    )
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "lock_race fork 5 / 5 passed 0.0" in lines
    assert "spawn 0 / 5 leaked 0.0" in lines
    assert "total 15 / 20 0.0" in lines


def test_what_the_box_none_does_not_stop_is_said(result: Callable[..., CaseResult]) -> None:
    assert "reading your files" in to_text(make_report([result()], box="none"))
    assert "reading your files" not in to_text(make_report([result()]))


def test_part_of_the_cases_is_said_to_be_no_course_score(result: Callable[..., CaseResult]) -> None:
    assert "no course score" in to_text(make_report([result()], complete=False))


def test_text_of_a_submission_is_no_markup_and_no_escape(result: Callable[..., CaseResult]) -> None:
    report = make_report([result(verdict=Verdict.ERROR, feedback=NASTY, title=NASTY, detail=(NASTY,))])
    file = io.StringIO()
    show(report, Console(file=file, width=80, color_system=None, force_terminal=True))
    said = file.getvalue()
    assert "red [bold]not markup[/bold] [/]" in said
    for character in "\x1b\x07\x00\u202e\ud800":
        assert character not in said


def test_long_feedback_is_wrapped(result: Callable[..., CaseResult]) -> None:
    report: Any = make_report([result(verdict=Verdict.FAILED, feedback="x" * 300 + " " + "锁" * 100)])
    assert all(cell_len(line) <= 80 for line in to_text(report).splitlines())


def test_a_timeline_is_told_of_the_first_lost_case_and_a_token_of_each(result: Callable[..., CaseResult]) -> None:
    lost = [
        lost_in(result, method, name, feedback=f"{number} deposits were lost")
        for number, method in ((11, "fork"), (22, "spawn"))
        for name in ("test_a", "test_b")
    ]
    text = to_text(make_report([result(name="test_free"), *lost, result(name="test_free", start_method="spawn")]))
    assert text.count("read balance = 0 too early") == 1
    # The secret inputs differ between start methods: the numbers do not make it another loss.
    assert text.count("11 deposits were lost") == 2
    assert "22" not in text
    lines = text.splitlines()
    for case in lost:
        assert f"    replay: grade replay lock_race {case.schedule}" in lines
    assert "explored 28 runs" in lines
    assert text.index("lock_race.py:14  read balance = 0") < text.index("replay: ")


def test_a_token_stays_in_one_piece_and_its_command_is_whole(result: Callable[..., CaseResult]) -> None:
    case = lost_in(result, name="test_" + "long" * 40)
    text = to_text(make_report([case], box="none"), "my answers/a.py")
    command = f"grade replay lock_race {case.schedule} --submission 'my answers/a.py' --box none"
    assert f"    replay: {command}" in text.splitlines()


def test_a_case_skipped_after_it_was_explored_has_no_timeline(result: Callable[..., CaseResult]) -> None:
    skipped = lost_in(result, verdict=Verdict.SKIPPED, feedback="it builds on another")
    text = to_text(make_report([skipped, lost_in(result, name="test_b")]))
    assert "replay: grade replay lock_race x1-3.11-fork-2a-07df-3:0.2@test_b" in text
    assert text.count("replay: ") == text.count("too early") == 1
    assert text.index("it builds on another") < text.index("too early")


def test_a_long_timeline_is_shown_from_its_end(result: Callable[..., CaseResult]) -> None:
    case = lost_in(result)
    assert case.timeline is not None
    long = msgspec.structs.replace(case.timeline, rows=case.timeline.rows * 100)
    case = msgspec.structs.replace(case, timeline=long)
    assert "... 60 earlier steps" in to_text(make_report([case]))
    file = io.StringIO()
    show_replay(make_report([case]), Console(file=file, width=80))
    assert "earlier" not in file.getvalue()
    assert file.getvalue().count("read balance = 0\n") == 100


def test_of_many_exercises_no_timeline_is_told_but_how_to_see_it(result: Callable[..., CaseResult]) -> None:
    exercises = [[result(slug="one")], [lost_in(result, slug="two")], [lost_in(result, slug="three")]]
    text = to_text(make_report(*exercises))
    assert "too early" not in text
    assert "replay" not in text
    assert text.count("step by step: grade run two") == 1


def test_what_was_explored_is_said_in_a_few_words(result: Callable[..., CaseResult]) -> None:
    def explored(*cases: CaseResult) -> str:
        lines = to_text(make_report(list(cases))).splitlines()
        return next((line for line in lines if line.startswith("explored")), "")

    whole = [
        result(name=name, start_method=method, claim="exhaustive", runs=600)
        for name in ("test_a", "test_b")
        for method in ("fork", "spawn")
    ]
    assert explored(result(runs=3)) == ""
    assert explored(result(runs=3), *whole) == "explored 2,400 runs: every schedule of 2 cases"
    assert explored(*whole, lost_in(result)) == "explored 2,407 runs: every schedule of 2 cases"
    assert explored(*whole[:3], lost_in(result, "spawn", "test_b")) == "explored 1,807 runs: every schedule of 1 case"
    bounded = result(name="test_c", claim="bounded 2", runs=1)
    assert explored(*whole, bounded) == "explored 2,401 runs: every schedule of 2 cases, bounded 2 for 1 case"
    assert explored(result(claim="exhaustive", runs=1)) == "explored 1 run: every schedule of 1 case"


def test_junit_has_cause_timeline_and_token(result: Callable[..., CaseResult]) -> None:
    case = lost_in(result, title="no deposit is lost", detail=("one more line",))
    suite = next(iter(junitparser.JUnitXml.fromstring(to_junit(make_report([case])))))
    assert next(iter(suite)).result[0].text == (
        "no deposit is lost\none more line\n\n"
        "                 Process-1\n"
        "lock_race.py:14  read balance = 0\n"
        "                   balance.value\n\n"
        "Process-1 read balance = 0 too early.\n\n"
        f"replay: grade replay lock_race {case.schedule}"
    )


def test_a_report_with_timelines_validates_and_comes_back(result: Callable[..., CaseResult]) -> None:
    report = make_report([lost_in(result)])
    jsonschema.validate(json.loads(to_json(report)), schema())
    assert msgspec.json.decode(to_json(report), type=Report) == report


@pytest.mark.parametrize(
    ("verdict", "meaning", "next_step"),
    [
        (Verdict.PASSED, "It passes in this schedule.", "grade run lock_race --submission a.py"),
        (Verdict.DEADLOCK, "It fails again in this schedule.", "grade run lock_race --submission a.py"),
        (Verdict.INCONCLUSIVE, "The submission has changed", "grade run lock_race --submission a.py"),
        (Verdict.INTERNAL, "The grader failed", "grade doctor"),
    ],
)
def test_a_replay_says_what_it_means(
    result: Callable[..., CaseResult], verdict: Verdict, meaning: str, next_step: str
) -> None:
    file = io.StringIO()
    report = make_report([lost_in(result, verdict=verdict, feedback="")])
    show_replay(report, Console(file=file, width=80, color_system=None), "a.py")
    said = file.getvalue()
    assert said.startswith("lock_race · test_one · fork\n")
    assert "read balance = 0\n" in said
    assert meaning in said
    assert "score" not in said
    assert said.endswith(f"Next: {next_step}\n")
