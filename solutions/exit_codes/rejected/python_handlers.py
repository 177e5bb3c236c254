# loses test_end_with: error

"""The signal is sent, but Python has a handler for 2, which raises an exception, and ignores 13."""

import os
import sys


def describe(exitcode):
    if exitcode is None:
        return ("running", None)
    if exitcode < 0:
        return ("signal", -exitcode)
    return ("error", exitcode) if exitcode else ("ok", 0)


def run_until_ok(ctx, task, attempts):
    history = []
    for number in range(1, attempts + 1):
        process = ctx.Process(target=task, args=(number,))
        process.start()
        process.join()
        history.append(describe(process.exitcode))
        if process.exitcode == 0:
            break
    return history


def end_with(code):
    if code >= 0:
        sys.exit(code)
    os.kill(os.getpid(), -code)
