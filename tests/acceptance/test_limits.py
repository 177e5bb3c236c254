"""Each limit, passed in a free and in an explored run: the verdict, the name of the limit, its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from limits_cases import CASES, EACH_START_METHOD, NOT_AT_A_LIMIT

from grader.course import load
from grader.grading import grade
from grader.model import START_METHODS, CaseResult, GradeOptions, Submission, Verdict

COURSE = """
[title]
en = "Course"
zh-CN = "课程"
[[units]]
name = "one"
title = { en = "One", zh-CN = "一" }
"""
TOML = """
unit = "one"
order = 1
kind = "implement"
difficulty = 1
start_methods = ["fork", "spawn", "forkserver"]
public = ["test_free"]
title = { en = "Working", zh-CN = "工作" }
hints = { en = ["work"], zh-CN = ["工作"] }
[limits]
cpu_s = {cpu_s}
memory_bytes = 268435456
total_memory_bytes = 536870912
processes = 12
open_files = 64
output_bytes = 2097152
marks = 100
message_bytes = 10000
"""
SCENARIOS = '''
def at_work(submission, ctx):
    """Work."""
    return submission.work(ctx)
'''
SUITE = '''
import pytest


@pytest.mark.points(5)
def test_{name}(box):
    """it works"""
    {line}
'''
FREE = "assert box.run('at_work').value is None, 'it has a value'"
EXPLORED = "for run in box.explore('at_work'): assert run.value is None, 'it has a value'"


@pytest.fixture
def judged(tmp_path):
    folder, hidden = tmp_path / "exercises" / "working", tmp_path / "tests" / "hidden" / "working"
    folder.mkdir(parents=True)
    hidden.mkdir(parents=True)
    (tmp_path / "course.toml").write_text(COURSE, "utf-8")
    (folder / "scenarios.py").write_text(SCENARIOS)
    (folder / "working.py").write_text("def work(ctx):\n    raise NotImplementedError\n")
    (folder / "test_working.py").write_text(SUITE.format(name="free", line=FREE))
    (hidden / "test_working_hidden.py").write_text(SUITE.format(name="explored", line=EXPLORED))

    def judge(source: str, *methods: str, cpu_s: float = 60.0) -> dict[str, CaseResult]:
        (folder / "exercise.toml").write_text(TOML.replace("{cpu_s}", str(cpu_s)), "utf-8")
        answer = Submission("working", Path("working.py"), source.encode())
        options = GradeOptions(seed=1, jobs=1, start_methods=methods)
        (exercise,) = grade(load(tmp_path), {"working": answer}, options).exercises
        return {f"{case.name}[{case.start_method}]": case for case in exercise.cases}

    return judge


@pytest.mark.parametrize("case", CASES)
def test_a_limit_is_a_verdict_that_names_it(case, judged):
    limit, figure, source = CASES[case]
    told = f"The run was stopped at a limit: {figure}."
    methods = START_METHODS if case in EACH_START_METHOD else ("fork",)
    # A slow machine must not pass the CPU limit on the way to another one.
    lost = judged(source, *methods, cpu_s=1.0 if limit == "cpu" else 60.0)
    found = {name: (case.verdict, case.limit, case.feedback) for name, case in lost.items()}
    names = [f"test_{kind}[{method}]" for method in methods for kind in ("free", "explored")]
    assert found == dict.fromkeys(names, (Verdict.OVER_LIMIT, limit, told))


@pytest.mark.parametrize("case", NOT_AT_A_LIMIT)
def test_what_the_submission_raises_by_itself_is_an_error(case, judged):
    found = judged(NOT_AT_A_LIMIT[case], "fork")
    assert {(case.verdict, case.limit) for case in found.values()} == {(Verdict.ERROR, None)}
