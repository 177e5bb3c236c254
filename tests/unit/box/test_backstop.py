"""The clock of last resort."""

from __future__ import annotations

import pytest

from grader.box.backstop import Backstop


class FakeClock:
    def __init__(self):
        self.now_s = 100.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return FakeClock()


def looks_until_reached(backstop, clock, every_s):
    for look in range(1, 1000):
        clock.now_s += every_s
        if backstop.is_reached():
            return look
    return None


def test_the_time_is_up_when_so_much_was_looked_at(clock):
    assert looks_until_reached(Backstop(5, clock), clock, every_s=0.5) == 11


def test_a_judge_that_was_kept_from_looking_has_used_nothing_up(clock):
    backstop = Backstop(5, clock)
    clock.now_s += 3600
    assert not backstop.is_reached()
    assert looks_until_reached(backstop, clock, every_s=600) == 5


def test_it_begins_again(clock):
    backstop = Backstop(5, clock)
    assert looks_until_reached(backstop, clock, every_s=1) == 6
    backstop.restart()
    assert not backstop.is_reached()
