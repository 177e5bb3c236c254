"""A course of one small exercise, judged for real: what suites may say, and what becomes of what they raise."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader.course import load
from grader.errors import CourseError
from grader.grading import grade
from grader.judge.brief import Observer
from grader.model import CaseResult, GradeOptions, Report, Submission, Verdict

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
start_methods = ["fork", "spawn"]
public = ["test_public"]
title = { en = "Adding", zh-CN = "加法" }
hints = { en = ["add"], zh-CN = ["加"] }
"""
SCENARIOS = '''
from grader.inside import mark


def add(submission, ctx, *, left, right):
    """Adds in a process."""
    receiver, sender = ctx.Pipe(duplex=False)
    process = ctx.Process(target=send, args=(sender, submission.add, left, right))
    process.start()
    sender.close()
    answer = receiver.recv()
    process.join()
    return answer


def send(sender, add, left, right):
    mark("adding", [left, right])
    sender.send(add(left, right))


def both(submission, ctx):
    """Two processes that mark, with nothing between them."""
    team = [ctx.Process(target=mark, args=(name,)) for name in ("one", "other")]
    for process in team:
        process.start()
    for process in team:
        process.join()
'''
PUBLIC = '''
import pytest


@pytest.mark.points(2)
def test_public(box):
    """one and one"""
    assert box.run("add", left=1, right=1).value == 2, "one and one is two"
'''
RIGHT = "def add(left, right):\n    return left + right\n"


class Judged:
    def __init__(self, root: Path):
        self.root = root

    def __call__(self, hidden: str, submission: str = RIGHT, observer: Observer | None = None, **options) -> Report:
        path = self.root / "tests" / "hidden" / "adding" / "test_adding_hidden.py"
        path.write_text("import pytest\n\n\n" + hidden)
        options = {"seed": 1, "jobs": 1, **options}
        answer = Submission("adding", Path("adding.py"), submission.encode())
        return grade(load(self.root), {"adding": answer}, GradeOptions(**options), observer)

    def verdicts(self, *args, **options) -> dict[str, CaseResult]:
        (exercise,) = self(*args, **options).exercises
        return {f"{case.name}[{case.start_method}]": case for case in exercise.cases}


@pytest.fixture
def judged(tmp_path):
    folder, hidden = tmp_path / "exercises" / "adding", tmp_path / "tests" / "hidden" / "adding"
    folder.mkdir(parents=True)
    hidden.mkdir(parents=True)
    (tmp_path / "course.toml").write_text(COURSE, "utf-8")
    (folder / "exercise.toml").write_text(TOML, "utf-8")
    (folder / "scenarios.py").write_text(SCENARIOS)
    (folder / "test_adding.py").write_text(PUBLIC)
    (folder / "adding.py").write_text("def add(left, right):\n    raise NotImplementedError\n")
    (folder / "README.md").write_text("# Adding\n")
    (folder / "README.zh-CN.md").write_text("# 加法\n", "utf-8")
    return Judged(tmp_path)


SECRET = '''
@pytest.mark.points(8)
def test_secret(box):
    """two numbers"""
    left, right = box.secret.randint(1, 10**6), box.secret.randint(1, 10**6)
    run = box.run("add", left=left, right=right)
    assert run.value == left + right, f"{left} and {right}"
    (mark,) = run.marks
    assert mark.process != run.main
'''


def test_a_right_answer_has_full_marks_in_the_order_of_the_suites(judged):
    report = judged(SECRET)
    assert (report.score, report.max_score, report.exit_code) == (10, 10, 0)
    names = [(case.start_method, case.name, case.public) for case in report.exercises[0].cases]
    assert names == [
        ("fork", "test_public", True),
        ("fork", "test_secret", False),
        ("spawn", "test_public", True),
        ("spawn", "test_secret", False),
    ]


def test_two_workers_find_the_same(judged):
    wrong = "def add(left, right):\n    return left | right\n"
    one, two = (judged(SECRET, wrong, jobs=jobs).exercises[0] for jobs in (1, 2))
    assert [(c.name, c.start_method, c.verdict, c.feedback) for c in one.cases] == [
        (c.name, c.start_method, c.verdict, c.feedback) for c in two.cases
    ]
    assert one.score == two.score == 0


def test_a_seed_repeats_the_secret_and_another_does_not(judged):
    wrong = "def add(left, right):\n    return 0\n"
    told = [judged.verdicts(SECRET, wrong, seed=seed)["test_secret[fork]"].feedback for seed in (1, 1, 2)]
    assert told[0] == told[1] != told[2]


def test_a_hidden_case_shows_its_message_alone_and_a_public_one_what_it_asserts(judged):
    cases = judged.verdicts(SECRET, "def add(left, right):\n    return 7\n")
    assert cases["test_public[fork]"].feedback == "one and one is two\nassert 7 == 2"
    assert "assert" not in cases["test_secret[fork]"].feedback


def test_points_are_split_over_the_start_methods_of_the_case(judged):
    cases = judged.verdicts(
        '''
@pytest.mark.points(8)
@pytest.mark.start_methods("spawn")
def test_spawn_only(box):
    """only there"""
    assert box.run("add", left=1, right=2).value == 3, "three"
'''
    )
    assert {name: case.max_points for name, case in cases.items()} == {
        "test_public[fork]": 1,
        "test_public[spawn]": 1,
        "test_spawn_only[spawn]": 8,
    }


NEEDS = '''
@pytest.mark.points(4)
@pytest.mark.needs("test_public")
def test_more(box):
    """more"""
    assert box.run("add", left=2, right=2).value == 4, "four"


@pytest.mark.points(4)
@pytest.mark.needs("test_more")
def test_most(box):
    """most"""
    assert box.run("add", left=3, right=3).value == 6, "six"
'''


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_case_whose_ground_is_missing_is_skipped(judged, jobs):
    only_under_spawn = (
        "import multiprocessing\n"
        "def add(left, right):\n"
        "    return left + right if multiprocessing.get_start_method(True) == 'spawn' else 0\n"
    )
    cases = judged.verdicts(NEEDS, only_under_spawn, jobs=jobs)
    assert {name: case.verdict.value for name, case in cases.items()} == {
        "test_public[fork]": "failed",
        "test_more[fork]": "skipped",
        "test_most[fork]": "skipped",
        "test_public[spawn]": "passed",
        "test_more[spawn]": "passed",
        "test_most[spawn]": "passed",
    }


def test_the_authors_words_stand_for_another_verdict(judged):
    cases = judged.verdicts(
        '''
@pytest.mark.points(8)
@pytest.mark.feedback(deadlock="nobody answers", error="it broke")
def test_told(box):
    """told"""
    box.run("add", left=1, right=1).value
''',
        "import threading\ndef add(left, right):\n    lock = threading.Lock()\n"
        "    lock.acquire()\n    lock.acquire()\n",
    )
    case = cases["test_told[fork]"]
    assert case.verdict is Verdict.DEADLOCK
    assert case.feedback == "nobody answers"
    assert any("at line 5, in add: lock.acquire()" in line for line in case.detail)


@pytest.mark.parametrize("reading", ["run.value['x']", "run.value[3]", "run.value.x", "run.value + 'x'", "int('x')"])
def test_an_odd_form_is_the_submissions_fault(judged, reading):
    hidden = f'''
@pytest.mark.points(8)
def test_reads(box):
    """reads"""
    run = box.run("add", left=1, right=1)
    {reading}
'''
    assert judged.verdicts(hidden)["test_reads[fork]"].verdict is Verdict.FAILED


def test_a_case_that_breaks_is_internal_and_gives_no_score(judged):
    report = judged(
        '''
@pytest.mark.points(8)
def test_breaks(box):
    """breaks"""
    raise RuntimeError("our own fault")
'''
    )
    assert (report.score, report.exit_code) == (None, 3)
    case = report.exercises[0].cases[1]
    assert case.verdict is Verdict.INTERNAL
    assert "our own fault" in case.feedback


def test_an_unknown_scenario_names_those_that_are_there(judged):
    report = judged(
        '''
@pytest.mark.points(8)
def test_asks(box):
    """asks"""
    box.run("nowhere")
'''
    )
    case = report.exercises[0].cases[1]
    assert case.verdict is Verdict.INTERNAL
    assert "no such scenario" in case.feedback
    assert "add" in case.feedback


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        ('def test_x(box):\n    """x"""\n', "has no points"),
        ("@pytest.mark.points(8)\ndef test_x(box):\n    pass\n", "has no title"),
        ('@pytest.mark.points(8)\ndef test_x():\n    """x"""\n', "does not take `box`"),
        ('@pytest.mark.points(0)\ndef test_x(box):\n    """x"""\n', "has no points"),
        ('@pytest.mark.points(1)\n@pytest.mark.needs("test_y")\ndef test_x(box):\n    """x"""\n', "needs 'test_y'"),
        ("import nowhere_at_all\n", "cannot be loaded"),
        ("def (:\n", "cannot be loaded"),
    ],
)
def test_a_broken_suite_is_the_courses_trouble(judged, hidden, said):
    with pytest.raises(CourseError, match=said):
        judged(hidden)


def test_public_cases_must_be_listed(judged):
    toml = judged.root / "exercises" / "adding" / "exercise.toml"
    toml.write_text(TOML.replace('["test_public"]', '["test_other"]'), "utf-8")
    with pytest.raises(CourseError, match="test_other, test_public"):
        judged(SECRET)


def test_public_only_is_no_course_score(judged):
    report = judged(SECRET, public_only=True)
    assert not report.complete
    assert report.max_score == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_is_told(judged, jobs):
    class Listener:
        total, judged = 0, 0

        def collected(self, total):
            self.total = total

        def judged_one(self, result):
            self.judged += 1

    listener = Listener()
    listener.judged = 0

    class Told:
        def collected(self, total):
            listener.total = total

        def judged(self, result):
            listener.judged += 1

    judged(SECRET, observer=Told(), jobs=jobs)
    assert (listener.total, listener.judged) == (4, 4)


def test_the_users_own_pytest_settings_do_not_reach_the_judge(judged, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    (judged.root / "conftest.py").write_text("raise RuntimeError('not mine')\n")
    (judged.root / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    assert judged(SECRET).score == 10


def test_a_case_that_is_not_asked_for_is_left_out(judged):
    cases = judged.verdicts(
        '''
@pytest.mark.points(8)
@pytest.mark.start_methods("spawn")
def test_spawn_only(box):
    """only there"""
    assert box.run("add", left=1, right=2).value == 3, "three"
''',
        start_methods=("fork",),
    )
    assert list(cases) == ["test_public[fork]"]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ('@pytest.mark.start_methods("forkserver")', "marked for 'forkserver'"),
        ('@pytest.mark.parametrize("n", [1, 2])', "is parametrised"),
    ],
)
def test_a_mark_that_would_lose_points_is_the_courses_trouble(judged, mark, said):
    argument = ", n" if "parametrize" in mark else ""
    with pytest.raises(CourseError, match=said):
        judged(f'@pytest.mark.points(8)\n{mark}\ndef test_x(box{argument}):\n    """x"""\n')


def test_a_scenario_that_takes_other_inputs_is_the_courses_trouble(judged):
    report = judged(
        '''
@pytest.mark.points(8)
def test_asks(box):
    """asks"""
    box.run("add", left=1).value
'''
    )
    case = report.exercises[0].cases[1]
    assert case.verdict is Verdict.INTERNAL
    assert "left, right" in case.feedback


ORDERS = '''
@pytest.mark.points(8)
def test_order(box):
    """one before the other"""
    for run in box.explore("both"):
        assert run.value is None
        for one, other in run.orders("one", "other"):
            assert (one.name, other.name) == ("one", "other"), f"{one.name} came first"
'''


def test_an_order_of_marks_that_fails_is_run_as_a_schedule_of_its_own(judged):
    for case in (judged.verdicts(ORDERS)[f"test_order[{method}]"] for method in ("fork", "spawn")):
        assert (case.verdict, case.feedback) == (Verdict.FAILED, "other came first")
        marked = [(row.process[-1], row.what) for row in case.timeline.rows]
        assert marked == [("2", "reached the mark 'other'"), ("1", "reached the mark 'one'")]
        (exercise,) = judged(ORDERS, replay=case.schedule).exercises
        (again,) = exercise.cases
        assert (again.verdict, again.feedback, again.schedule) == (Verdict.FAILED, case.feedback, case.schedule)


def test_a_run_has_a_token_and_tells_its_steps(judged):
    suite = '''
@pytest.mark.points(8)
@pytest.mark.start_methods("fork")
def test_told(box):
    """told"""
    seen = [(run.schedule.rpartition("@")[2], run.timeline) for run in box.explore("add", left=1, right=2)]
    assert seen == [], repr(seen)
'''
    case = judged.verdicts(suite)["test_told[fork]"]
    (call, steps), free = ast.literal_eval(case.feedback)
    assert call == "test_told"
    assert any(step.startswith("ForkProcess-1: wrote ") for step in steps)
    assert free == ("", ())


def test_free_runs_in_the_middle_of_a_search_and_after_one_that_was_left(judged):
    suite = '''
@pytest.mark.points(8)
def test_both(box):
    """both"""
    for run in box.explore("add", left=1, right=2):
        assert run.value == box.run("add", left=2, right=1).value, "in the middle"
    assert any(run.value == 3 for run in box.explore("add", left=1, right=2)), "none"
    assert box.run("add", left=3, right=4).value == 7, "afterwards"
'''
    assert {judged.verdicts(suite)[f"test_both[{method}]"].verdict for method in ("fork", "spawn")} == {Verdict.PASSED}


def test_a_wait_for_what_nobody_controls_is_seen_at_once(judged):
    suite = '''
@pytest.mark.points(8)
def test_waits(box):
    """waits"""
    for run in box.explore("add", left=1, right=2):
        assert run.value == 3, "three"
'''
    waits = "import os\ndef add(left, right):\n    os.read(os.pipe()[0], 1)\n"
    cases = judged.verdicts(suite, waits)
    # No schedule came to its end, and a free run hangs every time.
    assert {case.verdict for name, case in cases.items() if "waits" in name} == {Verdict.DEADLOCK}


def test_a_free_run_that_sleeps_on_takes_nothing_from_what_all_schedules_showed(judged):
    toml = judged.root / "exercises" / "adding" / "exercise.toml"
    toml.write_text(TOML + "[limits]\nwall_s = 1.0\n", "utf-8")
    suite = '''
@pytest.mark.points(8)
@pytest.mark.start_methods("fork")
def test_waits(box):
    """waits"""
    for run in box.explore("add", left=1, right=2):
        assert run.value == 3, "three"
'''
    sleeps = "import time\ndef add(left, right):\n    time.sleep(3600 * (left < right))\n    return left + right\n"
    assert judged.verdicts(suite, sleeps)["test_waits[fork]"].verdict is Verdict.PASSED


BREAKS = '''
class Rude(Exception):
    def __str__(self):
        raise RuntimeError


@pytest.mark.points(4)
def test_breaks(box):
    """breaks"""
    raise Rude


@pytest.mark.points(4)
@pytest.mark.start_methods("fork")
def test_works(box):
    """works"""
    assert box.run("add", left=1, right=2).value == 3, "three"
'''


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_breaks_the_judge_is_written_down_and_the_others_are_judged(judged, tmp_path, jobs):
    report = judged(BREAKS, jobs=jobs, faults=str(tmp_path / "faults"))
    assert (report.score, report.exit_code) == (None, 3)
    cases = {f"{case.name}[{case.start_method}]": case for case in report.exercises[0].cases}
    assert {name: case.verdict for name, case in cases.items() if case.verdict is not Verdict.PASSED} == {
        "test_breaks[fork]": Verdict.INTERNAL,
        "test_breaks[spawn]": Verdict.INTERNAL,
    }
    (file,) = (tmp_path / "faults").iterdir()
    assert cases["test_breaks[fork]"].feedback.endswith(f"Please report it, with {file}")
    text = file.read_text()
    for part in ("grader: ", "python: ", "command: ", "seed: 1", "test_breaks[fork]", "Rude", "in test_breaks"):
        assert part in text
    assert "raise Rude" not in text, "a line of the hidden suite"


KILLED = '''
@pytest.mark.points(8)
@pytest.mark.start_methods("spawn")
def test_killed(box):
    """killed"""
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
'''


def test_a_judge_that_is_killed_costs_its_case_alone(judged, tmp_path):
    report = judged(KILLED, jobs=2, faults=str(tmp_path / "faults"))
    assert (report.score, report.exit_code) == (None, 3)
    assert {f"{case.name}[{case.start_method}]": case.verdict for case in report.exercises[0].cases} == {
        "test_public[fork]": Verdict.PASSED,
        "test_public[spawn]": Verdict.PASSED,
        "test_killed[spawn]": Verdict.INTERNAL,
    }
    killed = report.exercises[0].cases[-1]
    assert (killed.title, killed.max_points) == ("killed", 8)
    assert killed.feedback.startswith("the judge's process ended while it judged this case")
    (file,) = (tmp_path / "faults").iterdir()
    assert "test_killed[spawn]" in file.read_text()


def test_a_value_that_no_number_of_a_case_can_hold_is_a_wrong_value(judged):
    suite = '''
@pytest.mark.points(8)
@pytest.mark.start_methods("fork")
def test_half(box):
    """half"""
    assert box.run("add", left=1, right=2).value / 2 == 1.5, "half"
'''
    case = judged.verdicts(suite, "def add(left, right):\n    return 10 ** 1000\n")["test_half[fork]"]
    assert (case.verdict, case.feedback) == (Verdict.FAILED, "half: what came back has not the expected form")
