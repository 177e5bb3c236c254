"""How the store is called: takers and suppliers at once, and main alone."""

from grader.inside import mark


def market(submission, ctx, *, opening, takes, supplies):
    """A store with `opening` pieces, a process for each of `takes`, which marks `left` with the answer.

    `supplies` is a list of lists of pieces. Main supplies those of the first list, one after the other, and a process
    of its own those of each other list. All are joined; returns the stock then.
    """
    stock, changed = ctx.RawValue("q", opening), ctx.Condition()
    team = [ctx.Process(target=order, args=(submission.take, stock, changed, n)) for n in takes]
    team += [ctx.Process(target=deliver, args=(submission.supply, stock, changed, pieces)) for pieces in supplies[1:]]
    for process in team:
        process.start()
    if supplies:
        deliver(submission.supply, stock, changed, supplies[0])
    for process in team:
        process.join()
    return stock.value


def alone(submission, ctx, *, opening):
    """All in main, in a store with `opening` pieces: supply 2, take 1, supply 1, take all.

    Returns what each of the two takes returned.
    """
    stock, changed = ctx.RawValue("q", opening), ctx.Condition()
    submission.supply(stock, changed, 2)
    first = submission.take(stock, changed, 1)
    submission.supply(stock, changed, 1)
    return [first, submission.take(stock, changed, opening + 2)]


def order(take, stock, changed, n):
    """One taker, in a process of its own."""
    mark("left", take(stock, changed, n))


def deliver(supply, stock, changed, pieces):
    """One supplier."""
    for n in pieces:
        supply(stock, changed, n)
