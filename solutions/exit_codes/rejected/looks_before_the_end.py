# loses test_stops_at_success: failed
# loses test_gives_up: failed

"""The exit code is read before `join()`: a process that has not ended has none."""

import signal
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
        exitcode = process.exitcode
        process.join()
        history.append(describe(exitcode))
        if exitcode == 0:
            break
    return history


def end_with(code):
    if code >= 0:
        sys.exit(code)
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    signal.raise_signal(-code)
