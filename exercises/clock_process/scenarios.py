"""How clocks are made, started, read and joined.

The class ClockProcess is bound to the default context, so each scenario begins by making the start method the default.
"""

import functools
import multiprocessing
import multiprocessing.process

from grader.inside import mark


def clock(submission, ctx, *, times, name):
    """One clock, made, started and joined; every tick marks `tick` with its number.

    Returns what was seen of it before the start, and what after the end.
    """
    _make_default(ctx)
    clock = submission.ClockProcess(tell, times, name)
    early = {"count": clock.count, "alive": clock.is_alive(), "exitcode": clock.exitcode, "name": clock.name}
    clock.start()
    clock.join()
    late = {"count": clock.count, "exitcode": clock.exitcode, "pid": clock.pid}
    return {"early": early, "late": late, "process": isinstance(clock, multiprocessing.process.BaseProcess)}


def long(submission, ctx, *, times):
    """One clock that ticks often, and nobody reads its count before it has ended; returns the count."""
    _make_default(ctx)
    clock = submission.ClockProcess(do_nothing, times)
    clock.start()
    clock.join()
    return clock.count


def midway(submission, ctx, *, times, stop):
    """One clock whose tick `stop` waits in the middle, until main has read the count.

    Returns the count at that moment and the count after the end.
    """
    _make_default(ctx)
    reached, go_on = ctx.Semaphore(0), ctx.Semaphore(0)
    clock = submission.ClockProcess(functools.partial(wait_at, stop, reached, go_on), times)
    clock.start()
    reached.acquire()
    then = clock.count
    go_on.release()
    clock.join()
    return [then, clock.count]


def pair(submission, ctx, *, times):
    """Two clocks at once, each with a number of ticks of its own; returns the count of each."""
    _make_default(ctx)
    clocks = [submission.ClockProcess(do_nothing, number) for number in times]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join()
    return [clock.count for clock in clocks]


def broken(submission, ctx, *, times, fault):
    """One clock whose tick `fault` raises an exception; returns count and exit code."""
    _make_default(ctx)
    clock = submission.ClockProcess(functools.partial(break_at, fault), times)
    clock.start()
    clock.join()
    return [clock.count, clock.exitcode]


def tell(number):
    """A tick that can be heard."""
    mark("tick", number)


def do_nothing(number):
    """A tick that nobody hears."""


def wait_at(stop, reached, go_on, number):
    """A tick that waits for main, but only the one with the number `stop`."""
    if number == stop:
        reached.release()
        go_on.acquire()


def break_at(fault, number):
    """A tick that raises, but only the one with the number `fault`."""
    if number == fault:
        raise RuntimeError("the spring of the clock is broken")


def _make_default(ctx):
    multiprocessing.set_start_method(ctx.get_start_method(), force=True)
