# loses test_stops_at_success: failed
# loses test_one_at_a_time: failed

"""All attempts are started at once, and only then somebody looks which one would have sufficed."""

import signal
import sys


def describe(exitcode):
    if exitcode is None:
        return ("running", None)
    if exitcode < 0:
        return ("signal", -exitcode)
    return ("error", exitcode) if exitcode else ("ok", 0)


def run_until_ok(ctx, task, attempts):
    team = [ctx.Process(target=task, args=(number,)) for number in range(1, attempts + 1)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    history = []
    for process in team:
        history.append(describe(process.exitcode))
        if process.exitcode == 0:
            break
    return history


def end_with(code):
    if code >= 0:
        sys.exit(code)
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    signal.raise_signal(-code)
