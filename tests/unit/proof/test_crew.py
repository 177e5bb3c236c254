from __future__ import annotations

import pytest

from grader.course import load
from grader.errors import InternalError
from grader.model import Submission, Verdict
from grader.proof.crew import grade_all
from grader.proof.tasks import Task


@pytest.fixture
def tasks(clone):
    path = clone / "solutions/elsewhere/rejected/in_main.py"
    return [Task("elsewhere", "rejected/in_main", Submission("elsewhere", path, path.read_bytes()), n) for n in (1, 2)]


@pytest.mark.parametrize("jobs", [1, 4])
def test_each_task_begins_and_ends(clone, tasks, jobs):
    steps = list(grade_all(load(clone), tasks, "none", jobs))
    assert [task for task, graded in steps if graded is None] == tasks
    ended = {task.seed: graded for task, graded in steps if graded is not None}
    assert ended.keys() == {1, 2}
    for graded in ended.values():
        lost = {judged.case for judged in graded.cases if judged.verdict is Verdict.FAILED}
        assert lost == {"test_another_process_works"}
        assert (len(graded.cases), graded.points) == (6, 10)
        assert graded.runs > 0
        assert graded.cpu_s > 0


def test_a_bug_of_ours_is_told_with_its_traceback(clone, tasks):
    with pytest.raises(InternalError, match=r"elsewhere: rejected/in_main: KeyError: 'nonsense'") as caught:
        list(grade_all(load(clone), tasks, "nonsense", 1))
    assert "Traceback" in str(caught.value.__cause__)


def test_who_stops_listening_leaves_nobody_behind(clone, tasks):
    steps = grade_all(load(clone), tasks, "none", 2)
    assert next(steps) == (tasks[0], None)
    steps.close()
    assert list(steps) == []
