from __future__ import annotations

import pytest

from grader.course import load
from grader.proof import kept as kept_module
from grader.proof.answers import answers_of
from grader.proof.kept import Kept

IN_MAIN = "solutions/elsewhere/rejected/in_main.py"


@pytest.fixture
def known(clone, make_graded):
    """Which answers are known after all were kept: as a function, to be asked after a change."""
    course = load(clone)
    exercise = course.exercise("elsewhere")
    kept = Kept(clone, "bwrap")
    for answer in answers_of(course, exercise)[0]:
        kept.keep(exercise, answer, 1, 0, make_graded())

    def labels(seed=1, load_=0, box="bwrap", fresh=False):
        course = load(clone)
        exercise = course.exercise("elsewhere")
        again = Kept(clone, box, fresh=fresh)
        answers, _ = answers_of(course, exercise)
        return {answer.label for answer in answers if again.find(exercise, answer, seed, load_) == make_graded()}

    return labels


ALL = {"stub", "model", "accepted/simple_queue", "rejected/in_main", "rejected/no_join"}


def change(clone, place):
    (clone / place).write_bytes((clone / place).read_bytes() + b"\n# changed\n")


def test_what_has_not_changed_is_known(known):
    assert known() == ALL


@pytest.mark.parametrize("other", [{"seed": 2}, {"load_": 8}, {"box": "none"}, {"fresh": True}])
def test_what_was_not_asked_for_like_this_is_not(known, other):
    assert known(**other) == set()


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        (IN_MAIN, {"rejected/in_main"}),
        ("exercises/elsewhere/elsewhere.py", {"stub"}),
        ("exercises/elsewhere/README.md", set()),
        ("exercises/elsewhere/scenarios.py", ALL),
        ("exercises/elsewhere/test_elsewhere.py", ALL),
        ("tests/hidden/elsewhere/test_elsewhere_hidden.py", ALL),
    ],
)
def test_a_change_reaches_what_it_has_a_say_in(clone, known, place, changed):
    change(clone, place)
    assert known() == ALL - changed


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [("Who waits for", "Who, then, waits for", ALL), ("order = 1", "order = 1\nsteps = 9", set())],
)
def test_hints_have_no_say_and_limits_have(clone, known, old, new, left):
    path = clone / "exercises/elsewhere/exercise.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert known() == left


def test_another_grader_knows_nothing(known, monkeypatch):
    monkeypatch.setattr(kept_module, "digest_of_grader", lambda: "another")
    assert known() == set()


def test_the_grader_is_what_judges_and_not_what_tells(tmp_path, monkeypatch):
    for name in ("judge/run.py", "cli/run.py", "report/text.py", "proof/rules.py", "judge/pytest.ini"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.setattr(kept_module, "PACKAGE", tmp_path)
    seen = {}
    for name in ("nothing", "judge/run.py", "judge/pytest.ini", "cli/run.py", "report/text.py", "proof/rules.py"):
        (tmp_path / name).write_text("changed") if name != "nothing" else None
        seen[name] = kept_module.digest_of_grader.__wrapped__()
    assert len(set(seen.values())) == 3
    assert seen["judge/pytest.ini"] == seen["cli/run.py"] == seen["report/text.py"] == seen["proof/rules.py"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"key": "k", "gradings": {}, "version": 0}'])
def test_a_broken_file_is_nothing(clone, known, content):
    (clone / ".grade/proofs/elsewhere/rejected-in_main.json").write_bytes(content)
    assert known() == ALL - {"rejected/in_main"}


def test_a_place_that_cannot_be_written_stops_nothing(clone, make_graded):
    (clone / ".grade").write_text("a file")
    course = load(clone)
    exercise = course.exercise("elsewhere")
    answer = answers_of(course, exercise)[0][0]
    kept = Kept(clone, "bwrap")
    kept.keep(exercise, answer, 1, 0, make_graded())
    assert kept.problem is not None
    assert kept.find(exercise, answer, 1, 0) == make_graded()
