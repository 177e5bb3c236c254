"""How the five functions are called, and what tells which start method made a process.

`inherited` is set in main before the submission is called: a forked child sees True, a child of spawn or of the fork
server, which imports this module anew, False.
"""

from grader.inside import mark

inherited = False


def work(x):
    """The work that the student's processes are to do: marks `work`, and gives x back."""
    mark("work", {"x": x, "inherited": inherited})
    return x


def doubled(submission, ctx, *, numbers):
    """One call of `doubled`; returns the results."""
    _begin()
    return submission.doubled(ctx, work, numbers)


def scaled(submission, ctx, *, numbers, factors):
    """One call of `scaled` for each factor; returns the results of each."""
    _begin()
    return [submission.scaled(ctx, work, numbers, factor) for factor in factors]


def rated(submission, ctx, *, numbers, rates):
    """One call of `rated` for each rate; returns the results of each."""
    _begin()
    return [submission.rated(ctx, work, numbers, rate) for rate in rates]


def summed(submission, ctx, *, groups):
    """One call of `summed`; returns the results."""
    _begin()
    return submission.summed(ctx, work, groups)


def shop(submission, ctx, *, discounts, numbers):
    """A shop for each discount is asked for the prices of `numbers`, then of the first of them again.

    Returns for each shop: both results, the history, and whether its lock is the same object as before, and free.
    """
    _begin()
    return [_visit(submission.Shop(discount), ctx, numbers) for discount in discounts]


def _visit(place, ctx, numbers):
    lock = place.lock
    results = [place.prices(ctx, work, numbers), place.prices(ctx, work, numbers[:1])]
    return [results, place.history, place.lock is lock and not lock.locked()]


def _begin():
    global inherited
    inherited = True
