"""How process_all is called, and the three kinds of work that its workers are given."""

from functools import partial

LARGE = 200_000


def process(submission, ctx, *, items, workers, work):
    """Have `workers` workers do `work`, which names a function below, for `items`; returns the pairs, sorted.

    Of a large result its length is returned.
    """
    if work == "meet":
        call = partial(meet, [ctx.Semaphore(0), ctx.Semaphore(0)])
    else:
        call = {"square": square, "large": large}[work]
    pairs = submission.process_all(ctx, call, items, workers)
    return sorted([item, len(result) if work == "large" else result] for item, result in pairs)


def square(item):
    """A short work."""
    return item * item


def large(item):
    """Work whose result is larger than a pipe holds."""
    return "x" * LARGE


def meet(semaphores, item):
    """Work for the items 0 and 1, each of which goes on only when the other one is being worked on."""
    semaphores[1 - item].release()
    semaphores[item].acquire()
    return item
