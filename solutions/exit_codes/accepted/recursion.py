"""Recursion on the number of the attempt, and a `match` on the exit code."""

import signal
import sys


def describe(exitcode):
    match exitcode:
        case None:
            return ("running", None)
        case 0:
            return ("ok", 0)
        case status if status > 0:
            return ("error", status)
        case _:
            return ("signal", abs(exitcode))


def run_until_ok(ctx, task, attempts, number=1):
    process = ctx.Process(target=task, args=(number,))
    process.start()
    process.join()
    match process.exitcode:
        case 0:
            return [("ok", 0)]
        case exitcode if number == attempts:
            return [describe(exitcode)]
        case exitcode:
            return [describe(exitcode), *run_until_ok(ctx, task, attempts, number + 1)]


def end_with(code):
    if code >= 0:
        sys.exit(code)
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    signal.raise_signal(-code)
