"""How the workers are called: a team in which one may fail, and a team whose members need each other."""

import sys
from functools import partial

from grader.inside import mark


class Trouble(Exception):
    """What goes wrong in a phase."""


def team(submission, ctx, *, workers, phases, fails=None):
    """One process for each worker; they are numbered from 0.

    A worker marks `begin` and `end` with [who, phase] in each phase, and in the end `done` with [who, what take_part
    returned], or `raised` with [who, phase] when Trouble comes out of it. The tally marks `tally` with the phase.
    `fails`: [who, phase] raises Trouble between begin and end; [who, phase, code] ends the process there by
    `sys.exit(code)`; ["tally", phase] raises Trouble in the tally.
    """
    meeting = submission.make_meeting(ctx, workers, partial(count, fails))
    _run(submission, ctx, meeting, phases, [partial(do_phase, fails, who) for who in range(workers)])


def at_once(submission, ctx, *, workers, phases):
    """In each phase every worker waits until all the others work too. They mark `done` as above."""
    meeting = submission.make_meeting(ctx, workers, partial(count, None))
    together = ctx.Barrier(workers)
    _run(submission, ctx, meeting, phases, [partial(meet, together)] * workers)


def be_worker(take_part, meeting, phases, who, work):
    """One worker, in a process of its own."""
    try:
        mark("done", [who, take_part(meeting, phases, work)])
    except Trouble as trouble:
        mark("raised", [who, trouble.args[0]])


def do_phase(fails, who, phase):
    """The work of one phase, which may fail."""
    mark("begin", [who, phase])
    if fails and fails[:2] == [who, phase]:
        if len(fails) > 2:
            sys.exit(fails[2])
        raise Trouble(phase)
    mark("end", [who, phase])


def meet(together, phase):
    """The work of one phase, for which all are needed."""
    together.wait()


def count(fails, phase):
    """What is done once after each phase."""
    mark("tally", phase)
    if fails == ["tally", phase]:
        raise Trouble(phase)


def _run(submission, ctx, meeting, phases, works):
    team = [
        ctx.Process(target=be_worker, args=(submission.take_part, meeting, phases, who, work))
        for who, work in enumerate(works)
    ]
    for process in team:
        process.start()
    for process in team:
        process.join()
