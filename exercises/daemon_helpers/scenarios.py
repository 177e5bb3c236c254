"""A program that calls session: what its helper, its leader and its work do.

The program is a process of the scenario's, so that main can watch it end.
"""

import functools

from grader.inside import mark


def show(submission, ctx, *, hands, answer, fail=False, terse=False):
    """A program calls session and ends; returns its exit code.

    The helper marks `helper` and then blocks for ever. The leader starts `hands` processes, each of which marks `hand`
    and waits for the end; then it marks `leader over`, or `leader refused` if it may not start any. `work` waits until
    helper and hands are there, marks `work`, and returns `answer`, or raises it with `fail`. The program marks
    `returned` with the result of session, or `raised` with its exception. With `terse`, only `leader over`, `returned`
    and `raised` are marked.
    """
    up, never = ctx.Semaphore(0), ctx.Semaphore(0)
    helper = functools.partial(help_for_ever, up, never, terse)
    leader = functools.partial(lead, ctx, up, hands, terse)
    work = functools.partial(work_beside_them, up, hands, answer, fail, terse)
    program = ctx.Process(target=run_program, args=(submission.session, ctx, helper, leader, work), name="program")
    program.start()
    program.join()
    return program.exitcode


def run_program(session, ctx, helper, leader, work):
    """The program: it calls session once, tells what came of it, and ends as any process ends."""
    try:
        result = session(ctx, helper, leader, work)
    except Exception as problem:
        mark("raised", [type(problem).__name__, str(problem)])
    else:
        mark("returned", result)


def help_for_ever(up, never, terse):
    """The helper: nobody ever releases `never`."""
    say("helper", terse)
    up.release()
    never.acquire()


def lead(ctx, up, hands, terse, stop):
    """The leader: it starts its hands and waits for them. Where it may not, it reports in their stead and ends."""
    team = [ctx.Process(target=lend_a_hand, args=(up, stop, terse)) for _ in range(hands)]
    try:
        for process in team:
            process.start()
    except AssertionError as refusal:
        say("leader refused", terse, str(refusal))
        for _ in team:
            up.release()
        return
    for process in team:
        process.join()
    mark("leader over")


def lend_a_hand(up, stop, terse):
    """One of the leader's processes: there until `stop` is set."""
    say("hand", terse)
    up.release()
    stop.wait()


def work_beside_them(up, hands, answer, fail, terse):
    """The work, done when the helper and all hands have reported."""
    for _ in range(hands + 1):
        up.acquire()
    say("work", terse)
    if fail:
        raise RuntimeError(str(answer))
    return answer


def say(name, terse, data=None):
    """Mark, unless the run is terse."""
    if not terse:
        mark(name, data)
