"""What a found failure says: its schedule, its token, its timeline, its cause."""

from functools import partial

import explored
import pytest

from grader.explore import Schedule, TokenError, explore, parse, replay


@pytest.fixture(scope="module")
def lost():
    return explore(explored.account_racy)


@pytest.fixture(scope="module")
def stuck():
    return explore(explored.philosophers_racy)


def test_a_lost_update_is_one_preemption(lost):
    assert len(lost.schedule.turns) == 1
    assert lost.failure.kind == "raised"


def test_its_timeline_shows_what_was_read_and_written_on_which_line(lost):
    words = [(row.process, row.what) for row in lost.timeline.rows]
    assert words == [
        ("ForkProcess-1", "read value = 0"),
        ("ForkProcess-2", "read value = 0"),
        ("ForkProcess-2", "wrote value = 1"),
        ("ForkProcess-1", "wrote value = 1"),
        ("MainProcess", "read value = 1"),
    ]
    assert lost.timeline.rows[0].source == "value.value += 1"
    assert lost.timeline.rows[0].file == explored.__file__


def test_its_cause_is_one_sentence(lost):
    cause = lost.timeline.cause.splitlines()[0]
    assert cause == (
        "ForkProcess-1 read value = 0 before ForkProcess-2 wrote 1, and then wrote 1 over it: "
        "what ForkProcess-2 wrote is lost."
    )


def test_a_timeline_fits_the_width(lost, stuck):
    for result in (lost, stuck):
        table = result.timeline.render(80).split("\n\n")[0]
        assert max(len(line) for line in table.splitlines()) <= 80


def test_a_deadlock_tells_who_waits_for_what_held_by_whom(stuck):
    cause = stuck.timeline.cause
    assert stuck.failure.kind == "deadlock"
    for number, other in ((1, 2), (2, 3), (3, 1)):
        assert f"ForkProcess-{number} waits for right (explored.py:" in cause
        assert f"held by ForkProcess-{other}" in cause
    assert "MainProcess waits for ForkProcess-1 to end" in cause


def test_a_token_repeats_its_failure(stuck):
    token = stuck.schedule.token
    assert parse(token) == stuck.schedule
    again = replay(explored.philosophers_racy, token)
    assert again.failed
    assert again.failure == stuck.failure
    assert again.timeline == stuck.timeline


@pytest.mark.parametrize("word", ["", "x", "x0-3.11-fork-0-0000-0", "x1-3.11-fork", "x1-3.11-fork-0-0000-a:b"])
def test_a_word_that_is_no_token_is_told(word):
    with pytest.raises(TokenError):
        parse(word)


def test_a_schedule_of_another_program_is_inconclusive():
    schedule = Schedule(((5000, "0.7"), (1, "0.9")), "fork")
    assert replay(explored.account_safe, schedule).claim == "inconclusive"
    wrong = Schedule((), "fork", check="0000")
    assert replay(explored.account_safe, wrong).claim == "inconclusive"


def test_what_nobody_controls_makes_it_inconclusive(tmp_path):
    marker = tmp_path / "seen"

    def program(ctx):
        if marker.exists():
            explored.takers(ctx, 3)
        else:
            marker.touch()
            explored.takers(ctx, 2)

    result = explore(program)
    assert (result.failed, result.claim) == (False, "inconclusive")


def test_a_failure_that_does_not_come_again_is_not_told(tmp_path):
    marker = tmp_path / "seen"

    def program(ctx):
        if not marker.exists():
            marker.touch()
            raise AssertionError("only once")

    result = explore(program)
    assert (result.failed, result.claim) == (False, "inconclusive")


def test_a_crash_of_main_is_a_failure():
    import os

    def program(ctx):
        os._exit(5)

    result = explore(program)
    assert result.failure.kind == "crashed"


def test_all_failing_schedules_can_be_counted():
    result = explore(partial(explored.adders, n=2, job=explored.add), stop=False)
    assert (result.executions, result.failing) == (6, 4)
