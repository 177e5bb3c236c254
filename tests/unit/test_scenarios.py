import pytest

from grader.judge.scenarios import takes

FILE = """
from functools import cache, partial
def plain(submission, ctx, *, one, two=2): ...
def loose(submission, ctx, one, **more): ...
def bare(submission, ctx): ...
@cache
def decorated(submission, ctx): ...
assigned = partial(plain, one=1)
"""


@pytest.mark.parametrize(
    ("scenario", "inputs", "there"),
    [
        ("plain", ["one"], True),
        ("plain", ["one", "two"], True),
        ("plain", [], False),
        ("plain", ["one", "three"], False),
        ("loose", ["one", "anything"], True),
        ("loose", ["anything"], False),
        ("bare", [], True),
        ("bare", ["one"], False),
        ("decorated", [], False),
        ("assigned", [], False),
        ("nowhere", [], False),
    ],
)
def test_a_scenario_is_there_with_its_inputs(tmp_path, scenario, inputs, there):
    file = tmp_path / "scenarios.py"
    file.write_text(FILE)
    assert takes(file, scenario, inputs) is there


def test_a_file_that_is_no_python_has_no_scenarios(tmp_path):
    file = tmp_path / "scenarios.py"
    file.write_text("def plain(")
    assert not takes(file, "plain", [])
