from __future__ import annotations

import shutil

import pytest

from grader.course import load
from grader.proof.answers import answers_of
from grader.proof.canaries import code_lines, faults_of_canaries

MODEL = "solutions/elsewhere/elsewhere.py"
HIDDEN = "tests/hidden/elsewhere/test_elsewhere_hidden.py"
SECRET = "    result = receiver.recv() if receiver.poll(None) else None\n    process.join()\n"
CASE = '    workers = [mark.process for mark in run.marks if mark.name == "work"]\n'


def add(clone, place, text):
    path = clone / place
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def found(clone):
    course = load(clone)
    exercise = course.exercise("elsewhere")
    return [
        (fault.where, fault.problem) for fault in faults_of_canaries(course, exercise, answers_of(course, exercise)[0])
    ]


@pytest.fixture(autouse=True)
def secret(clone):
    path = clone / MODEL
    path.write_text(path.read_text().replace("    result = receiver.recv()\n    process.join()\n", SECRET))


def test_nothing_hidden_is_in_what_students_get(clone):
    assert found(clone) == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "exercise.toml"])
def test_a_line_of_the_model_answer_in_a_text_is_found(clone, name):
    add(clone, f"exercises/elsewhere/{name}", f"# {SECRET}".partition("\n")[0] + "\n")
    ((where, problem),) = found(clone)
    assert where == f"exercises/elsewhere/{name}"
    assert problem.startswith(f"it has a line of {MODEL}: result = receiver.recv() if")


def test_white_space_does_not_hide_it(clone):
    add(clone, "exercises/elsewhere/README.md", "`result  =\n receiver.recv() if receiver.poll(None) else None`\n")
    assert len(found(clone)) == 1


def test_two_lines_in_a_row_in_a_python_file_are_found_and_one_is_chance(clone):
    one, two = SECRET.splitlines(keepends=True)
    add(clone, "exercises/elsewhere/scenarios.py", f"\n\ndef chance(receiver):\n{one}    return result\n")
    assert found(clone) == []
    add(clone, "exercises/elsewhere/scenarios.py", f"\n\ndef copy(receiver, process):\n{one}{two}")
    assert [where for where, _ in found(clone)] == ["exercises/elsewhere/scenarios.py"]


def test_a_line_of_a_hidden_case_in_a_text_is_found(clone):
    add(clone, "exercises/elsewhere/README.md", CASE)
    assert [problem.partition(": ")[0] for _, problem in found(clone)] == [f"it has a line of {HIDDEN}"]


def test_public_cases_may_ask_like_hidden_ones_but_not_be_them(clone):
    public, hidden = clone / "exercises/elsewhere/test_elsewhere.py", (clone / HIDDEN).read_text()
    add(clone, "exercises/elsewhere/test_elsewhere.py", f"\n\ndef test_alike(run):\n{CASE}    assert workers\n")
    assert found(clone) == []
    case = hidden[hidden.index("def test_another_process_works") : hidden.index("@pytest.mark.points(3)", 300)]
    public.write_text(public.read_text() + "\n\n" + case.replace("another_process_works", "under_another_name"))
    assert [where for where, _ in found(clone)] == ["exercises/elsewhere/test_elsewhere.py"]


def test_what_the_stub_has_and_what_other_exercises_have_gives_nothing_away(clone):
    add(clone, "exercises/elsewhere/README.md", "process = ctx.Process(target=_send, args=(sender, work, number))\n")
    assert found(clone) == []
    add(clone, "exercises/elsewhere/README.md", SECRET)
    assert len(found(clone)) == 1
    for folder in ("exercises", "tests/hidden", "solutions"):
        shutil.copytree(clone / folder / "elsewhere", clone / folder / "other")
        for path in sorted((clone / folder / "other").rglob("*elsewhere*")):
            path.rename(path.with_name(path.name.replace("elsewhere", "other")))
    toml = clone / "exercises/other/exercise.toml"
    toml.write_text(toml.read_text("utf-8").replace("order = 1", "order = 2"), "utf-8")
    assert found(clone) == []


def test_code_is_what_is_neither_contract_nor_text():
    source = '''
"""A docstring."""
import os


@decorated(
    by="this"
)
def function(
    a, b
):
    """Another."""
    # a comment
    assert a == b, (
        f"a message with {a} "
        "and more"
    )
    return "text", os.name


class Thing(object):
    attribute = """
    text
    """
'''
    assert code_lines(source) == ["assert a == b, (", ")", 'return "text", os.name', 'attribute = """']
