"""The cases with a worker inside its critical section, with several workers, without work, and with a second shift."""

import pytest


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="The worker was in the middle of a job, with the lock in its hand, when it was to stop. If it was killed "
    "there, nobody is left to give the lock back: a lock does not know that its holder is dead, and main, which wants "
    "to read the books, waits for it for ever. No time limit helps, since nobody knows how long a job may last. (If "
    "nobody was killed, then the worker never came to this job, or nothing told it to stop.)"
)
def test_the_lock_survives(box):
    """the lock survives the stop"""
    for run in box.explore("in_the_middle"):
        assert run.value == [1, 1], (
            f"One job was begun and must be ended, so the books say [1, 1]; they say {run.value}. Whoever finds the "
            "lock free relies on the two numbers being equal. A worker must be stopped between two jobs, never "
            "inside one."
        )


@pytest.mark.points(2)
@pytest.mark.feedback(
    deadlock="There were two workers and one job, and main waits for ever. Perhaps one worker still waits for work: a "
    "message is taken by *one* worker, and the others never see it; and whether the inbox is empty says nothing, for "
    "another worker may be quicker. Perhaps a worker was killed with the lock in its hand, or while it was reading the "
    "inbox."
)
def test_every_worker_stops(box):
    """every worker stops"""
    check_shifts(box, 2, [[box.secret.randint(1, 10**6)]])


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="Two workers had nothing to do and waited at the inbox; at closing time at least one of them heard "
    "nothing of it and waits for ever, and main waits for that worker. A message is taken by *one* worker: each needs "
    "its own, or must see to it that the next one gets it."
)
def test_idle_workers_stop_too(box):
    """workers that wait for work stop too"""
    check_shifts(box, 2, [[]])


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The second shift, with a new worker but the same inbox and the same lock, hangs. If the first worker was "
    "killed, it may have had the lock in its hand, or the inbox itself, which has a lock of its own for those who "
    "read it."
)
def test_second_shift(box):
    """the next shift finds a clean inbox"""
    first, second = box.secret.sample(range(1, 10**6), 2)
    check_shifts(box, 1, [[first], [second]])


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A worker without work waited at the inbox, and main wanted the lock for a moment, before it put a job "
    "in. It did not get it: the worker waits for a job with the lock in its hand, and main has the job but waits for "
    "the lock. First get the job, then take the lock. (Or the worker was told to stop and did not understand it.)"
)
def test_an_idle_worker_holds_no_lock(box):
    """a worker that waits for work holds no lock"""
    for run in box.explore("visit"):
        assert run.value == [2, 2], (
            "Main entered a job of its own while the worker had nothing to do, and then put one into the inbox. When "
            f"stop_all has returned, both are begun and ended: [2, 2]. But the books say {run.value}. The worker's job "
            "is missing, or was stopped in the middle: a worker that finds the inbox empty *now* cannot know whether "
            "something is still to come, and stop_all must wait for the worker's end."
        )


def check_shifts(box, workers, shifts):
    """Assert that the workers do the jobs of each shift and then end by themselves, in every schedule."""
    jobs = sorted(job for shift in shifts for job in shift)
    for run in box.explore("shifts", workers=workers, shifts=shifts):
        value = run.value
        done = sorted(mark.data for mark in run.marks if mark.name == "job")
        assert done == jobs, (
            f"{_number(workers)} a shift, and the jobs of the shifts were {shifts}: each is done once. But {done} were "
            "done. What is in the inbox before closing time is done before; and the next shift must find nothing of "
            "closing time in the inbox, or it goes home before it has begun."
        )
        assert value["books"] == [len(jobs)] * 2, (
            f"Jobs begun and ended: {len(jobs)} each, but the books say {value['books']}. A worker must not be "
            "stopped between the two entries."
        )
        assert value["alive"] == 0, (
            f"{_number(value['alive'])} still alive when stop_all had returned: it must wait until all have ended."
        )
        assert set(run.exitcodes) == {0}, (
            f"The exit codes of the workers are {list(run.exitcodes)}; each must be 0. A negative number names the "
            "signal that killed the worker (-15 is what terminate sends): it did not end by itself, and it might have "
            "held anything at that moment."
        )


def _number(workers):
    return "One worker" if workers == 1 else f"{workers} workers"
