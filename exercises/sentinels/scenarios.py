"""How the three functions work together: some workers and a feeder, each a process, and main that collects."""

from functools import partial

from grader.inside import mark


def team(submission, ctx, *, items, workers, room, work):
    """`workers` workers do `work`, which names a function below; returns the results, sorted by their `repr`.

    Each queue has room for `room` messages; 0 is no limit.
    """
    call = {"tag": tag, "loud": loud, "same": same}[work]
    return sorted(_together(submission, ctx, items, workers, room, call), key=repr)


def meet(submission, ctx, *, workers):
    """As many items as workers, and a work that goes on only when all the workers are at it; returns True."""
    _together(submission, ctx, list(range(workers)), workers, 0, partial(at_the_same_time, ctx.Barrier(workers)))
    return True


def tag(item):
    """Work that tells what it was done for."""
    return ["done", repr(item)]


def loud(item):
    """The same; marks `did` before."""
    mark("did", repr(item))
    return tag(item)


def same(item):
    """Work whose result is the item itself."""
    return item


def at_the_same_time(barrier, item):
    """Work that waits until every worker has something to do."""
    barrier.wait()
    return item


def _together(submission, ctx, items, workers, room, call):
    tasks, results = ctx.Queue(room), ctx.Queue(room)
    team = [ctx.Process(target=submission.worker, args=(tasks, results, call)) for _ in range(workers)]
    team.append(ctx.Process(target=submission.feed, args=(tasks, items, workers)))
    for process in team:
        process.start()
    collected = submission.collect(results, workers)
    for process in team:
        process.join()
    return collected
