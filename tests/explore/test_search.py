"""What a search claims when its budget is too small for every schedule."""

from functools import partial

import explored
import pytest

from grader.explore import explore
from grader.explore.execution import Execution
from grader.explore.policy import Guided


def test_a_small_budget_gives_a_bounded_claim():
    result = explore(partial(explored.adders, n=3, job=explored.add_locked), schedules=60, shrinking=0)
    assert result.claim == "exhaustive"
    result = explore(partial(explored.takers, n=4), schedules=20, shrinking=0)
    assert result.claim.startswith(("bounded", "sampled"))


# The budget is too small for every schedule, so that those who poll take turns in every other way too.
def test_who_waits_in_vain_with_others_holds_up_nobody():
    result = explore(partial(explored.pollers, n=2), schedules=100, shrinking=0)
    assert not result.failed, str(result.timeline)


def test_children_are_met_in_the_same_order_each_time():
    assert not explore(explored.hashes).failed


def test_random_schedules_are_the_same_each_time():
    found = {explore(partial(explored.writers, times=5), schedules=15).claim for _ in range(2)}
    assert len(found) == 1


def test_another_start_method_is_refused():
    with pytest.raises(ValueError, match="thread"):
        explore(explored.account_safe, "thread")


class InterruptedHost:
    """A host in the middle of whose execution Ctrl-C comes, which reaches its processes too."""

    def begin(self, run):
        pass

    def events(self):
        raise KeyboardInterrupt

    def end(self, *, kill):
        raise RuntimeError("everybody is gone")

    def drop(self, peer):
        pass


def test_an_interrupt_is_not_lost_where_it_ends_the_host_too():
    with pytest.raises(KeyboardInterrupt):
        Execution(InterruptedHost(), 1, 100).play(Guided({}))


def test_births_that_are_taken_back_leave_nothing():
    """A fork bomb tries again and again: each failure must not make the next one dearer."""
    execution = Execution(None, 1, 100)
    execution.born("0", "MainProcess", None, None)
    (main,) = execution.threads
    for number in range(10):
        for path in (f"0.{number}", f"0.{number}.1"):
            execution.born(path, "child", main.process, main)
        for path in (f"0.{number}", f"0.{number}.1"):
            execution.take_back(path)
    assert [thread for thread in execution.threads if not thread.ended] == [main]
    assert len(execution.threads) == 3
    assert list(execution.processes) == ["0"]
