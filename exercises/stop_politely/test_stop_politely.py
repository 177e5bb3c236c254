"""The public cases: one worker, one shift."""

import pytest

STUCK = (
    "Main waits and nobody can ever free it. Either a worker was killed while it held the lock: then nobody is left to "
    "give it back, and main, which wants to read the books, waits for it for ever. Or a worker waits for work that "
    "never comes, because nothing told it to stop, or because it took what told it for a job; and main waits for the "
    "worker."
)


@pytest.mark.points(2)
@pytest.mark.feedback(deadlock=STUCK)
def test_its_jobs_are_done_first(box):
    """what is in the inbox is done first"""
    check_shift(box, [box.secret.randint(1, 10**6)])


@pytest.mark.points(1)
@pytest.mark.feedback(deadlock=STUCK)
def test_job_zero_is_a_job(box):
    """0 is a job like any other"""
    check_shift(box, [0, -1])


def check_shift(box, jobs):
    """Assert that one worker does these jobs and then ends by itself, in every schedule."""
    for run in box.explore("shifts", workers=1, shifts=[jobs]):
        value = run.value
        done = sorted(mark.data for mark in run.marks if mark.name == "job")
        assert done == sorted(jobs), (
            f"The jobs {jobs} were in the inbox when the worker was to stop, and it did {done}. What was put in before "
            "is done before: closing time must come to the worker by the same way as the jobs, behind them, and must "
            "not look like one."
        )
        assert value["books"] == [len(jobs)] * 2, (
            f"{len(jobs)} jobs were begun and ended, so the books must say {[len(jobs)] * 2}; they say "
            f"{value['books']}. A worker that is stopped between the two entries leaves them unequal for good."
        )
        assert value["alive"] == 0, "stop_all returned while the worker was still alive: it must wait for its end."
        assert run.exitcodes == (0,), (
            f"The worker's exit code is {run.exitcodes[0]}, not 0. A negative number names the signal that killed it "
            "(-15 is what terminate sends): it did not end by itself."
        )
