"""How exit codes come about: codes that main asks about, attempts that end in many ways, endings by request."""

import functools
import os
import sys

from grader.inside import mark


def describe_all(submission, ctx, *, codes):
    """Main has each code described; returns the descriptions."""
    return [submission.describe(code) for code in codes]


def attempts(submission, ctx, *, plan, most):
    """Main calls `run_until_ok` for at most `most` attempts; attempt n does what `plan[n - 1]` says, see `attempt`.

    Returns the history.
    """
    return submission.run_until_ok(ctx, functools.partial(attempt, plan), most)


def endings(submission, ctx, *, codes):
    """A process for each code, one after the other, is to end with it; returns how they did end."""
    exitcodes = []
    for code in codes:
        process = ctx.Process(target=end, args=(submission.end_with, code))
        process.start()
        process.join()
        exitcodes.append(process.exitcode)
    return exitcodes


def attempt(plan, number):
    """One attempt: marks `attempt`, ends as planned, and on the way out, if there is one, marks `over`.

    Plans: return, raise, text, exit:N, _exit:N, kill:N.
    """
    mark("attempt", number)
    try:
        return carry_out(plan[number - 1])
    finally:
        mark("over", number)


def carry_out(what):
    """End in one of the ways in which a process can end; what is returned is no exit code."""
    kind, _, argument = what.partition(":")
    if kind == "return":
        return 7
    if kind == "raise":
        raise RuntimeError("this attempt went wrong")
    if kind == "text":
        sys.exit("this attempt ends with a message")
    if kind == "exit":
        sys.exit(int(argument))
    if kind == "_exit":
        os._exit(int(argument))
    if kind == "kill":
        os.kill(os.getpid(), int(argument))
    raise ValueError(what)


def end(end_with, code):
    """A process that is to end with this code; marks `after` if it is still there then."""
    end_with(code)
    mark("after", code)
