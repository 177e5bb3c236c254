"""How did it end? What an exit code says, how to act on it, and how to choose one's own."""

import signal
import sys


def describe(exitcode):
    """Say what a Process.exitcode means.

    Returns ("running", None), ("ok", 0), ("error", N) for exit status N from 1 to 255, or ("signal", N).
    """
    if exitcode is None:
        return ("running", None)
    if exitcode < 0:
        return ("signal", -exitcode)
    return ("error", exitcode) if exitcode else ("ok", 0)


def run_until_ok(ctx, task, attempts):
    """Call task(1), task(2), ... each in a new process, one after the other, until one ends with exit code 0.

    At most `attempts` (at least 1) processes. Returns the list of describe(...) of those that ran, in order.
    """
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
    """End the calling child process so that its parent sees exitcode == code. Does not return.

    code: 0 to 255, or -N for signal N, also for signals that Python handles or ignores by itself.
    """
    if code >= 0:
        sys.exit(code)
    if -code != signal.SIGKILL:
        signal.signal(-code, signal.SIG_DFL)
    signal.raise_signal(-code)
