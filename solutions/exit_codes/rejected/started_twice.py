# loses test_stops_at_success: error
# loses test_gives_up: error
# loses test_one_at_a_time: error

"""One Process object is to be started for each attempt, but it is good for one process only."""

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
    process = ctx.Process(target=next_attempt, args=(task, history))
    while len(history) < attempts and ("ok", 0) not in history:
        process.start()
        process.join()
        history.append(describe(process.exitcode))
    return history


def next_attempt(task, history):
    task(len(history) + 1)


def end_with(code):
    if code >= 0:
        sys.exit(code)
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    signal.raise_signal(-code)
