"""How many schedules differ is theory, and these are its numbers; the same under every start method."""

from functools import partial

import explored
import pytest

from grader.explore import explore

COUNTS = [
    *[pytest.param(partial(explored.takers, n=n), count, 0, id=f"lock-{n}") for n, count in ((2, 2), (3, 6), (4, 24))],
    *[pytest.param(partial(explored.takers_of_others, n=n), 1, 0, id=f"locks-{n}") for n in (2, 3)],
    *[
        pytest.param(partial(explored.writers, times=times), count, 0, id=f"writes-{times}")
        for times, count in ((1, 2), (2, 6), (3, 20))
    ],
    *[pytest.param(partial(explored.readers, n=n, n_writers=1), 2**n, 0, id=f"readers-{n}") for n in (1, 2, 3)],
    pytest.param(partial(explored.readers, n=3, n_writers=0), 1, 0, id="readers-alone"),
    pytest.param(partial(explored.adders, n=2, job=explored.add), 6, 4, id="adders"),
    pytest.param(partial(explored.adders, n=2, job=explored.add_locked), 2, 0, id="locked-adders-2"),
    pytest.param(partial(explored.adders, n=3, job=explored.add_locked), 6, 0, id="locked-adders-3"),
    pytest.param(partial(explored.philosophers, n=3), 7, 1, id="philosophers"),
]


@pytest.mark.parametrize("start_method", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize(("program", "schedules", "failing"), COUNTS)
def test_the_number_of_schedules_is_the_one_of_theory(program, schedules, failing, start_method):
    result = explore(program, start_method, stop=False, shrinking=0)
    assert (result.executions, result.failing, result.blocked) == (schedules, failing, 0)
    assert result.claim == "exhaustive"


def test_the_lost_update_is_found_in_the_second_schedule():
    assert explore(partial(explored.adders, n=2, job=explored.add), shrinking=0).executions == 2
