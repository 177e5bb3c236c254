"""The public case."""

import pytest


@pytest.mark.points(5)
def test_alone(box):
    """one counts alone"""
    times = box.secret.randint(1, 9)
    assert box.run("count", times=times, parties=1).value == times, "one must count to the end"
