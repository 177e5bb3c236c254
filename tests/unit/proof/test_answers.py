from __future__ import annotations

import shutil

import pytest

from grader.course import load
from grader.errors import CourseError
from grader.model import Verdict
from grader.proof.answers import answers_of, explored_cases


def read(clone):
    course = load(clone)
    return answers_of(course, course.exercise("elsewhere"))


def test_all_answers_are_found_stub_and_model_answer_first(clone):
    answers, faults = read(clone)
    assert [answer.label for answer in answers] == [
        "stub",
        "model",
        "accepted/simple_queue",
        "rejected/in_main",
        "rejected/no_join",
    ]
    assert faults == []
    assert answers[3].claims == {
        ("test_another_process_works", method): frozenset({Verdict.FAILED}) for method in ("fork", "spawn")
    }


@pytest.mark.parametrize(
    ("place", "text", "problem"),
    [
        ("exercises/elsewhere/elsewhere.py", "def elsewhere(:\n", "it is no Python"),
        ("solutions/elsewhere/elsewhere.py", "print('\0')\n", "has a NUL byte"),
        ("solutions/elsewhere/rejected/in_main.py", "x = 1\n", "no claims"),
        ("solutions/elsewhere/rejected/in_main.py", "# loses test_x: lost\n", "unknown verdict"),
    ],
)
def test_an_answer_that_cannot_be_judged_is_a_fault_with_its_place(clone, place, text, problem):
    (clone / place).write_text(text)
    answers, (fault,) = read(clone)
    assert len(answers) == 4
    assert fault.where == place
    assert problem in fault.problem
    assert str(clone) not in fault.problem
    assert fault.next_step


def test_a_missing_model_answer_is_told_elsewhere(clone):
    (clone / "solutions/elsewhere/elsewhere.py").unlink()
    answers, faults = read(clone)
    assert (len(answers), faults) == (4, [])


def test_what_an_accepted_answer_waits_for(clone):
    path = clone / "solutions/elsewhere/accepted/simple_queue.py"
    path.write_text("# waits for: managers under control\n" + path.read_text())
    assert [answer.waits_for for answer in read(clone)[0] if answer.waits_for] == ["managers under control"]


def test_a_course_without_solutions_cannot_be_proven(clone):
    shutil.rmtree(clone / "solutions")
    with pytest.raises(CourseError, match="there are no solutions"):
        read(clone)


def test_cases_that_explore_by_themselves_or_through_helpers(clone):
    suite = clone / "tests/hidden/elsewhere/test_elsewhere_hidden.py"
    suite.write_text(
        suite.read_text()
        + "def test_by_helper(box):\n    outer(box)\n"
        + "def outer(box):\n    return inner(box)\n"
        + "def inner(box):\n    return list(box.explore('one_number', number=1))\n"
    )
    assert explored_cases(load(clone).exercise("elsewhere")) == {"test_nobody_is_left", "test_by_helper"}
