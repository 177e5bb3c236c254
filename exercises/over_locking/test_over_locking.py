"""The public cases: one worker alone, with jobs that go well and with one that fails."""

from collections import Counter

import pytest


def told(said):
    """Say in words what a call returned or raised."""
    if isinstance(said, dict) and "raised" in said:
        kind, text = said["raised"]
        return f"raised {kind}({text})"
    return f"returned {said}"


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="A worker that was alone waited for the lock for ever, so it holds it itself: a Lock does not let its "
    "owner in a second time. Give it back before you ask for it again."
)
def test_one_worker_does_all(box):
    """one worker alone does them all"""
    a, b = box.secret.sample(range(2, 10**6), 2)
    jobs = [a, a, b]
    run = box.run("team", workers=1, jobs=jobs)
    total = run.value
    done = [mark.data for mark in run.marks if mark.name == "job"]
    assert Counter(done) == Counter(jobs), (
        f"The jobs were {jobs}, and the only worker did {done}. A worker takes jobs until none is left, and two "
        "jobs that look alike are two jobs."
    )
    expected = sum(job * job for job in jobs)
    assert total == expected, (
        f"slow gave the squares of {jobs}, which make {expected}, but the total is {total}: what slow gives for a "
        "job is added once."
    )
    assert run.exitcodes == (0,), f"The worker must return when no job is left; its process ended with {run.exitcodes}."


@pytest.mark.points(1)
@pytest.mark.feedback(
    deadlock="slow raised an exception, and the worker now waits for a lock that it holds itself: on the way of the "
    "exception it was not given back."
)
def test_trouble_in_the_slow_part(box):
    """trouble in the slow part leaves the lock free"""
    job = box.secret.randint(1, 10**6)
    said, free = box.run("trouble", job=job).value
    assert said == {"raised": ["KeyError", str(job)]}, (
        f"slow raised KeyError({job}), and worker {told(said)}. Its caller was to get just that KeyError: who swallows "
        "it reports a total in which a job is missing, and nobody learns of it."
    )
    assert free is True, (
        "slow raised, and this process kept the lock: all other workers now wait for one that will never give it "
        "back. `with lock:` gives it back on every way out; and where slow runs outside, there is nothing to give back."
    )
