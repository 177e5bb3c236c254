"""How the table is set: who sits where, how often they eat, and who gets angry."""

import functools

from grader.inside import mark


def dinner(submission, ctx, *, seats, guests, meals, chokes=None):
    """A process for each of the seats in `guests` dines. Each meal marks `eats` and `done` with its seat.

    The meal of the seat `chokes` raises KeyError after `done`; what comes out of `dine` is marked as `choked`.
    """
    table = submission.lay_table(ctx, seats)
    eat = functools.partial(eat_and_perhaps_choke, chokes)
    _start_and_join([ctx.Process(target=sit_down, args=(submission.dine, table, seat, meals, eat)) for seat in guests])


def opposite(submission, ctx, *, seats, guests):
    """One meal for each of `guests`; it ends when all of them are eating."""
    table, barrier = submission.lay_table(ctx, seats), ctx.Barrier(len(guests))
    eat = functools.partial(eat_together, barrier)
    _start_and_join([ctx.Process(target=submission.dine, args=(table, seat, 1, eat)) for seat in guests])


def sit_down(dine, table, seat, meals, eat):
    """One philosopher, in a process of its own."""
    try:
        dine(table, seat, meals, eat)
    except KeyError as problem:
        mark("choked", problem.args[0])


def eat_and_perhaps_choke(chokes, seat):
    """One meal at `seat`."""
    mark("eats", seat)
    mark("done", seat)
    if seat == chokes:
        raise KeyError(seat)


def eat_together(barrier, seat):
    """One meal, for which one waits until all are eating."""
    mark("eats", seat)
    barrier.wait()


def _start_and_join(team):
    for process in team:
        process.start()
    for process in team:
        process.join()
