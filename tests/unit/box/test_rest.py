from grader.box.processes import ProcessLook, ThreadLook, Waiting
from grader.box.rest import WAKE_UPS, Stillness, Stillwatch

REST, TIMED, BUSY = Waiting.AT_REST, Waiting.TIMED, Waiting.BUSY


def processes(*threads, cpu_s=0.0):
    """One process for each (waiting, voluntary switches)."""
    return {
        pid: ProcessLook(pid, 1, "S", cpu_s, 7, (ThreadLook(pid, waiting, voluntary, 0),))
        for pid, (waiting, voluntary) in enumerate(threads, start=10)
    }


def verdicts(*looks):
    watch = Stillwatch()
    return [watch.see(look) for look in looks]


def test_all_at_rest_twice_without_moving_is_a_deadlock():
    look = processes((REST, 3), (REST, 5))
    assert verdicts(look, look) == [Stillness.MOVING, Stillness.DEADLOCK]


def test_one_that_ran_between_the_looks_is_no_deadlock():
    assert verdicts(processes((REST, 3), (REST, 5)), processes((REST, 3), (REST, 6)))[-1] is Stillness.MOVING


def test_one_that_waits_for_a_core_is_no_deadlock():
    look = processes((REST, 3), (BUSY, 5))
    assert set(verdicts(*[look] * 1000)) == {Stillness.MOVING}


def test_a_new_process_is_movement():
    assert verdicts(processes((REST, 3)), processes((REST, 3), (REST, 0)))[-1] is Stillness.MOVING


def test_what_the_judge_hears_between_the_looks_is_movement():
    watch, look = Stillwatch(), processes((REST, 3))
    watch.see(look)
    watch.reset()
    assert watch.see(look) is Stillness.MOVING


def test_a_sleeper_is_not_stuck_however_long_it_sleeps():
    look = processes((REST, 3), (TIMED, 5))
    assert set(verdicts(*[look] * 1000)) == {Stillness.MOVING}


def test_polling_while_nobody_else_moves_is_a_livelock_by_the_count_of_wake_ups():
    looks = [processes((REST, 3), (TIMED, 5 + n)) for n in range(WAKE_UPS + 1)]
    assert verdicts(*looks) == [Stillness.MOVING] * WAKE_UPS + [Stillness.LIVELOCK]


def test_a_poller_seen_running_is_still_a_poller():
    looks = [processes((REST, 3), (BUSY if n % 2 else TIMED, n)) for n in range(WAKE_UPS + 1)]
    assert verdicts(*looks)[-1] is Stillness.LIVELOCK


def test_polling_for_one_who_works_is_none():
    looks = [processes((BUSY, 3), (TIMED, n)) for n in range(3 * WAKE_UPS)]
    assert set(verdicts(*looks)) == {Stillness.MOVING}


def test_polling_for_one_who_moves_now_and_then_is_none():
    looks = [processes((REST, n // 50), (TIMED, n)) for n in range(3 * WAKE_UPS)]
    assert set(verdicts(*looks)) == {Stillness.MOVING}


def test_work_with_short_sleeps_in_between_is_no_polling():
    looks = [processes((REST, 3), (TIMED, n), cpu_s=n * 0.01) for n in range(3 * WAKE_UPS)]
    assert set(verdicts(*looks)) == {Stillness.MOVING}


def test_a_poller_that_goes_to_rest_counts_among_the_others():
    polling = [processes((TIMED, n), (TIMED, n)) for n in range(10)]
    one_rests = [processes((REST, 9), (TIMED, n)) for n in range(10, 13 + WAKE_UPS)]
    assert verdicts(*polling, *one_rests)[-1] is Stillness.LIVELOCK
