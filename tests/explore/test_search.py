"""What a search claims when its budget is too small for every schedule."""

from functools import partial

import explored
import pytest

from grader.explore import explore


def test_a_small_budget_gives_a_bounded_claim():
    result = explore(partial(explored.adders, n=3, job=explored.add_locked), schedules=60, shrinking=0)
    assert result.claim == "exhaustive"
    result = explore(partial(explored.takers, n=4), schedules=20, shrinking=0)
    assert result.claim.startswith(("bounded", "sampled"))


def test_random_schedules_are_the_same_each_time():
    found = {explore(partial(explored.writers, times=5), schedules=15).claim for _ in range(2)}
    assert len(found) == 1


def test_another_start_method_is_refused():
    with pytest.raises(ValueError, match="thread"):
        explore(explored.account_safe, "thread")
