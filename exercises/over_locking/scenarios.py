"""How the workers are called: with jobs that wait for each other, that knock at the lock, that count, that fail."""

import functools

from grader.inside import mark, returned_or_raised


def side_by_side(submission, ctx, *, workers):
    """As many jobs as workers; each job lasts until all workers are in the slow part."""
    barrier = ctx.Barrier(workers)
    jobs = list(range(workers))
    _work(submission, ctx, workers, jobs, functools.partial(wait_for_the_others, barrier))


def knock(submission, ctx, *, job):
    """One worker; while it is in the slow part, main takes the lock and, holding it, lets the job end.

    Returns the total.
    """
    inside, go = ctx.Event(), ctx.Event()
    next_job, total, lock = ctx.RawValue("i", 0), ctx.RawValue("q", 0), ctx.Lock()
    slow = functools.partial(wait_for_main, inside, go)
    process = ctx.Process(target=submission.worker, args=([job], next_job, total, lock, slow))
    process.start()
    inside.wait()
    with lock:
        go.set()
    process.join()
    return total.value


def team(submission, ctx, *, workers, jobs):
    """So many workers at once; the slow part marks `job` and gives its square; returns the total."""
    return _work(submission, ctx, workers, jobs, square)


def trouble(submission, ctx, *, job):
    """Main is the worker, and the slow part raises KeyError(job).

    Returns what `worker` returned or raised, and whether the lock was free after it.
    """
    next_job, total, lock = ctx.RawValue("i", 0), ctx.RawValue("q", 0), ctx.Lock()
    said = returned_or_raised(lambda: submission.worker([job], next_job, total, lock, fail))
    return [said, _is_free(lock)]


def wait_for_the_others(barrier, job):
    """A slow part that ends when all workers are in it."""
    barrier.wait()
    return 0


def wait_for_main(inside, go, job):
    """A slow part that ends when main says so."""
    inside.set()
    go.wait()
    return job


def square(job):
    """A slow part that can be counted."""
    mark("job", job)
    return job * job


def fail(job):
    """A slow part that fails."""
    raise KeyError(job)


def _work(submission, ctx, workers, jobs, slow):
    next_job, total, lock = ctx.RawValue("i", 0), ctx.RawValue("q", 0), ctx.Lock()
    args = (jobs, next_job, total, lock, slow)
    processes = [ctx.Process(target=submission.worker, args=args) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return total.value


def _is_free(lock):
    got = lock.acquire(block=False)
    if got:
        lock.release()
    return got
