"""How the two functions are called, and what the children do: return, raise, die, print, meet.

All of it is for free runs: the children are made by `os.fork`, with nothing of multiprocessing around them.
"""

import atexit
import functools
import os
import select
import sys

from grader.inside import asleep, ended, mark, until


def calls(submission, ctx, *, values):
    """fork_call of a function that returns it, for each of `values`, then of one that raises; returns the codes."""
    codes = [submission.fork_call(give_back, value) for value in values]
    codes.append(submission.fork_call(give_up))
    return codes


def killed(submission, ctx, *, signals):
    """fork_call of a function that kills its own process, for each of `signals`; returns the codes."""
    return [submission.fork_call(kill_myself, number) for number in signals]


def no_return(submission, ctx, *, codes):
    """fork_call and fork_all, each followed by a mark and in a `try` with a `finally`; returns the codes.

    The marks: `after` and `finally`, `after all` and `finally all`. While both work, an exit handler is registered
    that marks `atexit`.
    """
    first, *others = codes
    exit_handler = functools.partial(mark, "atexit")
    atexit.register(exit_handler)
    try:
        returned = [submission.fork_call(int, first)]
        mark("after")
    finally:
        mark("finally")
    try:
        returned += submission.fork_all([functools.partial(int, code) for code in others])
        mark("after all")
    finally:
        mark("finally all")
    atexit.unregister(exit_handler)
    return returned


def prints(submission, ctx):
    """Print in main and in children, by turns; nobody flushes."""
    print("before")
    submission.fork_call(print, "child")
    print("between")
    submission.fork_all([functools.partial(print, "one"), functools.partial(print, "two")])
    print("after")


def meeting(submission, ctx, *, codes):
    """fork_all of functions that meet at a barrier and return one of `codes` each; returns the codes, sorted."""
    barrier = ctx.Barrier(len(codes))
    return sorted(submission.fork_all([functools.partial(meet, barrier, code) for code in codes]))


def order(submission, ctx, *, codes):
    """fork_all of two, of which the second ends first; returns the codes.

    The first goes on when the second has ended, and main has been told so if it wanted to know, and sleeps again.
    """
    reader, writer = os.pipe()
    first = functools.partial(end_last, reader, os.getpid(), codes[0])
    second = functools.partial(end_first, writer, codes[1])
    return submission.fork_all([first, second])


def stranger(submission, ctx, *, own, codes):
    """A process of the scenario's has ended with `own`, and nobody has asked for it, while both functions are called.

    Returns what fork_call and fork_all gave for `codes`, and the exit code of the scenario's own process.
    """
    process = ctx.Process(target=sys.exit, args=(own,))
    process.start()
    ended(process.pid)
    one = submission.fork_call(int, codes[0])
    several = submission.fork_all([functools.partial(int, codes[1])])
    process.join()
    return [one, several, process.exitcode]


def give_back(value):
    """A function that works."""
    mark("called", value)
    return value


def give_up():
    """A function that raises."""
    mark("called", "raise")
    raise RuntimeError("given up")


def kill_myself(number):
    """A function that does not come to its end."""
    os.kill(os.getpid(), number)


def meet(barrier, code):
    """A function that ends only when all are at work."""
    barrier.wait()
    return code


def end_first(writer, code):
    """The second function: it tells its pid and ends."""
    os.write(writer, str(os.getpid()).encode())
    return code


def end_last(reader, main, code):
    """The first function: it ends when the second is over, and main has slept since."""
    _wait_for_end(int(os.read(reader, 20)))
    until(lambda: asleep(main))
    return code


def _wait_for_end(pid):
    """Wait until the process has ended, reaped or not; it need not be a child."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    select.select([descriptor], [], [])
    os.close(descriptor)
