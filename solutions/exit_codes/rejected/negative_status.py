# loses test_end_with: failed

"""A status has no sign: `sys.exit(-9)` is status 247, and no signal at all."""

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
    sys.exit(code)
