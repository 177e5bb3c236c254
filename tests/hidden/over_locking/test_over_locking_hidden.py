"""The cases with several workers, and with somebody who knocks."""

from collections import Counter

import pytest

STUCK = (
    "The workers wait for each other for ever. Each section under the lock must end, on every way out of the loop "
    "too, also for a worker that finds no job left."
)


@pytest.mark.points(3)
@pytest.mark.feedback(
    deadlock='Two workers, two jobs, and a job lasts until both workers are in the slow part: this is what "at the '
    'same time" means. If one of them computes with the lock in its hand, the other one waits for that lock, and only '
    "one can ever be in the slow part: all your workers together are as fast as one. (If nobody holds the lock there, "
    "then both had taken the same job, and the second job has nobody to wait with.)"
)
def test_two_in_the_slow_part(box):
    """two workers are in the slow part at once"""
    for run in box.explore("side_by_side", workers=2):
        _ = run.value  # a run that did not finish has its own verdict
        assert run.exitcodes == (0, 0), (
            f"Two workers had one job each, and their processes ended with the exit codes {list(run.exitcodes)} "
            "instead of [0, 0]."
        )


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="The worker was in the slow part, and main wanted the lock for a moment. It did not get it: the worker "
    "holds it while it computes, although it touches nothing that is shared there. Here the job ends only when main "
    "has been inside, so both wait for ever; elsewhere everybody would merely wait, and nobody would see why."
)
def test_the_lock_is_free_meanwhile(box):
    """the lock is free while a worker computes"""
    job = box.secret.randint(1, 10**6)
    total = box.run("knock", job=job).value
    assert total == job, f"The only job gave {job}, so the total must be {job}; it is {total}."


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK)
def test_each_job_once(box):
    """each job is done once and counts once"""
    check_team(box, 2, secret_jobs(box, 2))


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_more_jobs_than_workers(box):
    """no job is left undone"""
    check_team(box, 2, secret_jobs(box, 3))


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_more_workers_than_jobs(box):
    """who finds nothing goes home"""
    check_team(box, 2, secret_jobs(box, 1))


def secret_jobs(box, count):
    """Return `count` distinct jobs."""
    return box.secret.sample(range(2, 10**6), count)


def check_team(box, workers, jobs):
    """Assert that a team does each of the jobs once, and adds up their squares, in every schedule."""
    expected = sum(job * job for job in jobs)
    for run in box.explore("team", workers=workers, jobs=jobs):
        total = run.value
        done = sorted(mark.data for mark in run.marks if mark.name == "job")
        twice = [job for job, times in Counter(done).items() if times > 1]
        assert not twice, (
            f"{workers} workers had the jobs {sorted(jobs)}, and {twice[0]} was done more than once. Between reading "
            "the number of the next job and moving it on, another worker read the same number: do both in one "
            "section, so that the job is yours when you leave it."
        )
        assert done == sorted(jobs), (
            f"{workers} workers had the jobs {sorted(jobs)}, and only {done} were done: whoever is free takes the next "
            "one, until none is left."
        )
        assert total == expected, (
            f"Each of the jobs {sorted(jobs)} was done once. Their squares make {expected}, but the total is {total}: "
            "a result was written over. What you add to must be the total of this moment, read under the lock in the "
            "same section in which you write it; a total that you remember from before the slow part is old."
        )
        assert run.exitcodes == (0,) * workers, (
            f"A worker that finds no job left simply returns. The exit codes are {list(run.exitcodes)}."
        )
