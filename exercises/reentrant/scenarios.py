"""How the shelf is used: by main alone, by several processes, and by somebody who counts what lies there.

The lock is the one of `make_lock`, and no function is called with the lock held.
"""


def storeman(submission, ctx, *, stock, moves):
    """Main moves, one move after the other; returns the answers and the shelf."""
    shelf, lock = _shelf(submission, ctx, stock)
    said = [submission.move(shelf, lock, *order) for order in moves]
    return [said, list(shelf)]


def delivery(submission, ctx, *, stock, orders):
    """Main restocks, then adds one piece to slot 0; returns both answers and the shelf."""
    shelf, lock = _shelf(submission, ctx, stock)
    possible = submission.restock(shelf, lock, [tuple(order) for order in orders])
    lying = submission.add(shelf, lock, 0, 1)
    return [possible, lying, list(shelf)]


def movers(submission, ctx, *, stock, moves):
    """One process for each move, all at once; returns the shelf."""
    shelf, lock = _shelf(submission, ctx, stock)
    _start_and_join([ctx.Process(target=submission.move, args=(shelf, lock, *order)) for order in moves])
    return list(shelf)


def adders(submission, ctx, *, n):
    """Two processes add `n` pieces to the only slot at once; returns the shelf."""
    shelf, lock = _shelf(submission, ctx, [0])
    _start_and_join([ctx.Process(target=submission.add, args=(shelf, lock, 0, n)) for _ in range(2)])
    return list(shelf)


def stocktaking(submission, ctx, *, stock, orders, whole):
    """A process does the only move of `orders`, or restocks them all if `whole`.

    Main reads the shelf inside `with lock:` meanwhile, and this is returned.
    """
    shelf, lock = _shelf(submission, ctx, stock)
    orders = [tuple(order) for order in orders]
    if whole:
        process = ctx.Process(target=submission.restock, args=(shelf, lock, orders))
    else:
        (order,) = orders
        process = ctx.Process(target=submission.move, args=(shelf, lock, *order))
    process.start()
    with lock:
        seen = list(shelf)
    process.join()
    return seen


def started_under_the_lock(submission, ctx, *, stock, order):
    """Main holds the lock, starts a process that moves, reads the shelf twice, lets go, joins, and reads once more.

    Returns the three readings.
    """
    shelf, lock = _shelf(submission, ctx, stock)
    process = ctx.Process(target=submission.move, args=(shelf, lock, *order))
    with lock:
        process.start()
        first = list(shelf)
        second = list(shelf)
    process.join()
    return [first, second, list(shelf)]


def next_one(submission, ctx, *, stock, orders):
    """Main restocks, and asks for a move of more than there is; then a process adds one piece to slot 0.

    Returns the shelf.
    """
    shelf, lock = _shelf(submission, ctx, stock)
    submission.restock(shelf, lock, [tuple(order) for order in orders])
    submission.move(shelf, lock, 0, 1, sum(stock) + 1)
    process = ctx.Process(target=submission.add, args=(shelf, lock, 0, 1))
    process.start()
    process.join()
    return list(shelf)


def _shelf(submission, ctx, stock):
    return ctx.RawArray("q", stock), submission.make_lock(ctx)


def _start_and_join(team):
    for process in team:
        process.start()
    for process in team:
        process.join()
