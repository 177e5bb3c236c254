"""How the workshop is called: workers, an inbox with jobs, and closing time."""

from functools import partial

from grader.inside import mark


def shifts(submission, ctx, *, workers, shifts):
    """For each list of jobs: start new workers, put the jobs into the inbox, stop the workers.

    A job marks `job` with itself. Returns the books, read with the lock held, and how many workers were alive when
    `stop_all` had returned.
    """
    inbox, lock, books = _workshop(ctx)
    alive = 0
    for jobs in shifts:
        team = [_worker(submission, ctx, inbox, lock, books, note) for _ in range(workers)]
        for process in team:
            process.start()
        for job in jobs:
            inbox.put(job)
        submission.stop_all(team, inbox)
        alive += sum(process.is_alive() for process in team)
        for process in team:
            process.join()
    with lock:
        return {"books": list(books), "alive": alive}


def in_the_middle(submission, ctx):
    """One worker, and one job that lasts until main has come to meet it; then main stops the worker.

    So the worker is inside the critical section at that moment. Returns the books, read with the lock held.
    """
    inbox, lock, books = _workshop(ctx)
    barrier = ctx.Barrier(2)
    process = _worker(submission, ctx, inbox, lock, books, partial(meet_main, barrier))
    process.start()
    inbox.put(1)
    barrier.wait()
    submission.stop_all([process], inbox)
    with lock:
        counted = list(books)
    process.join()
    return counted


def visit(submission, ctx):
    """One worker without work; main takes the lock and enters a job of its own, puts a job, stops the worker.

    Returns the books, read without the lock.
    """
    inbox, lock, books = _workshop(ctx)
    process = _worker(submission, ctx, inbox, lock, books, note)
    process.start()
    with lock:
        books[0] += 1
        books[1] += 1
    inbox.put(1)
    submission.stop_all([process], inbox)
    counted = list(books)
    process.join()
    return counted


def note(job):
    """A job: tells that it is done."""
    mark("job", job)


def meet_main(barrier, job):
    """A job that lasts until main is there."""
    barrier.wait()


def _workshop(ctx):
    return ctx.SimpleQueue(), ctx.Lock(), ctx.RawArray("q", 2)


def _worker(submission, ctx, inbox, lock, books, do_job):
    return ctx.Process(target=submission.worker, args=(inbox, lock, books, do_job))
