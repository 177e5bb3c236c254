"""The hidden case."""

import pytest


@pytest.mark.points(5)
def test_together(box):
    """two count together"""
    for run in box.explore("count", times=1, parties=2):
        assert run.value == 2, "two must not count over each other"
