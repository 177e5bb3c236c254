"""How run_batches is called, and the two kinds of work that its workers are given."""

from functools import partial

from grader.inside import mark, unjoined


class Refused(Exception):
    """What work raises at the item -3; it is made of two arguments."""

    def __init__(self, item, reason):
        super().__init__(f"{item}: {reason}")


def batches(submission, ctx, *, batches, workers, work):
    """Have `workers` workers do `work`, which names a function below, for each of `batches`.

    Returns the pairs of each batch, sorted by their `repr`, and how many processes were not yet joined.
    """
    call = partial(meet, ctx.Barrier(workers)) if work == "meet" else tell
    done = submission.run_batches(ctx, call, batches, workers)
    return {"done": [sorted(map(list, pairs), key=repr) for pairs in done], "unjoined": unjoined()}


def tell(item):
    """Work that marks `begin`, and `end` on every way out; some negative items fail."""
    mark("begin", item)
    try:
        if item == -1:
            raise KeyError(item)
        if item == -2:
            raise ZeroDivisionError
        if item == -3:
            raise Refused(item, "of no use")
        return 10 * item
    finally:
        mark("end", item)


def meet(barrier, item):
    """Work that marks `begin`, and goes on only when all the workers are at work."""
    mark("begin", item)
    barrier.wait()
    return 10 * item
