# loses test_describe: failed
# loses test_gives_up: failed

"""None passes for 0 since both are false, and a death by signal passes for a success since it is not above 0."""

import signal
import sys


def describe(exitcode):
    if not exitcode:
        return ("ok", 0)
    return ("error", exitcode) if exitcode > 0 else ("signal", -exitcode)


def run_until_ok(ctx, task, attempts):
    history = []
    for number in range(1, attempts + 1):
        process = ctx.Process(target=task, args=(number,))
        process.start()
        process.join()
        history.append(describe(process.exitcode))
        if process.exitcode <= 0:
            break
    return history


def end_with(code):
    if code >= 0:
        sys.exit(code)
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    signal.raise_signal(-code)
