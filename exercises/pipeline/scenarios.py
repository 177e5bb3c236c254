"""What runs through the pipeline: six ways to call it. They return nothing; the marks tell what went on."""

from functools import partial

from grader.inside import mark


def flow(submission, ctx, *, items, workers, room):
    """Doubles `items`; the sink marks `sunk` with each result."""
    submission.run_pipeline(ctx, partial(give, items), double, swallow, workers, room)


def stuck(submission, ctx, *, items, workers, room):
    """The source marks `made` with each item before it hands it out; the sink waits at its first result for ever."""
    sink = partial(wait_for_ever, ctx.Semaphore(0))
    submission.run_pipeline(ctx, partial(make, items), double, sink, workers, room)


def stepwise(submission, ctx, *, items):
    """One worker, room for one; after each item the source waits until the sink, which marks `sunk`, has its result."""
    arrived = ctx.Semaphore(0)
    source, sink = partial(give_one_by_one, arrived, items), partial(swallow_and_tell, arrived)
    submission.run_pipeline(ctx, source, double, sink, 1, 1)


def long_item(submission, ctx):
    """The items 0 to 3, two workers, room for one; item 0 takes until the others are done. The sink marks `sunk`."""
    transform = partial(wait_or_count, ctx.Semaphore(0))
    submission.run_pipeline(ctx, partial(give, [0, 1, 2, 3]), transform, swallow, 2, 1)


def meet(submission, ctx, *, workers):
    """As many items and as much room as workers, who must all be at work at once.

    The source marks `made`, transform marks `changed`, the sink marks `sunk`.
    """
    transform = partial(change_together, ctx.Barrier(workers))
    submission.run_pipeline(ctx, partial(make, list(range(workers))), transform, swallow, workers, workers)


def nothing(submission, ctx, *, count):
    """`count` items, each of which becomes None; one worker, room for one. The sink marks `sunk`."""
    submission.run_pipeline(ctx, partial(give, list(range(count))), forget, swallow, 1, 1)


def give(items):
    """A source."""
    yield from items


def make(items):
    """A source that marks `made` before each item."""
    for item in items:
        mark("made", item)
        yield item


def give_one_by_one(arrived, items):
    """A source that goes on only when what came of its item has arrived at the sink."""
    for item in items:
        yield item
        arrived.acquire()


def double(item):
    """A transform."""
    return 2 * item


def wait_or_count(others, item):
    """A transform that at item 0 waits until the three others are done."""
    if item == 0:
        for _ in range(3):
            others.acquire()
    else:
        others.release()
    return item


def change_together(barrier, item):
    """A transform that marks `changed` and goes on only when all the workers are at work."""
    mark("changed", item)
    barrier.wait()
    return item


def forget(item):
    """A transform that makes nothing of everything."""
    return


def swallow(result):
    """A sink."""
    mark("sunk", result)


def swallow_and_tell(arrived, result):
    """A sink that tells the source."""
    mark("sunk", result)
    arrived.release()


def wait_for_ever(never, result):
    """A sink that is stopped up."""
    never.acquire()
