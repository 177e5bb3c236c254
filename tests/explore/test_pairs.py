"""Paired programs: the racy one is found, replayed and told; the safe one passes in every schedule."""

import explored
import module_lock
import pytest

from grader.explore import explore, replay

BY_FORK_ONLY = {"close_your_end", "fork"}
"""Under spawn a child has only what it was given; and a raw fork is one whatever the context."""


@pytest.mark.parametrize("start_method", ["fork", "spawn"])
@pytest.mark.parametrize("name", explored.PAIRS)
def test_the_safe_one_passes(name, start_method):
    result = explore(getattr(explored, f"{name}_safe"), start_method)
    assert not result.failed, str(result)
    assert result.claim == "exhaustive", str(result)


@pytest.mark.parametrize("start_method", ["fork", "spawn"])
@pytest.mark.parametrize("name", explored.PAIRS)
def test_the_racy_one_is_found(name, start_method):
    if name in BY_FORK_ONLY and start_method == "spawn":
        pytest.skip("not racy under spawn")
    program = getattr(explored, f"{name}_racy")
    result = explore(program, start_method, shrinking=20)
    assert result.failed, str(result)
    again = replay(program, result.schedule.token)
    assert (again.failure, again.timeline) == (result.failure, result.timeline)


def test_a_lock_at_module_level_is_right_under_fork_and_wrong_under_spawn():
    assert explore(module_lock.program, "fork").claim == "exhaustive"
    assert explore(module_lock.program, "spawn").failure.kind == "raised"
