"""How start_all is called: for one job after another, and for several jobs that need each other."""

import functools
import multiprocessing
import os

from grader.inside import mark


def roll_call(submission, ctx, *, jobs):
    """`start_all` is called for each job alone, one after the other; every `greet` marks `greet`.

    Returns what `start_all` returned for no jobs at all.
    """
    for name, who, options in jobs:
        submission.start_all(ctx, greet, [(name, who, options)])
    return submission.start_all(ctx, greet, [])


def meeting(submission, ctx, *, names, guests):
    """The jobs, all in one call, wait for each other and mark `met` then; returns the pids of `start_all`."""
    barrier = ctx.Barrier(len(guests))
    return submission.start_all(ctx, functools.partial(meet, barrier), _jobs(names, guests))


def slow_return(submission, ctx, *, names, guests):
    """The jobs, all in one call, mark `greet`; main marks `returned` right after `start_all`."""
    submission.start_all(ctx, greet, _jobs(names, guests))
    mark("returned")


def greet(who, **options):
    """What a job does, in a process that the student starts: tell who was greeted, and by whom."""
    name = multiprocessing.current_process().name
    mark("greet", {"who": who, "options": options, "name": name, "pid": os.getpid()})


def meet(barrier, who):
    """What a job of the meeting does: nobody goes on before all are there."""
    barrier.wait()
    mark("met", {"who": who, "pid": os.getpid()})


def _jobs(names, guests):
    return [(name, who, {}) for name, who in zip(names, guests, strict=True)]
