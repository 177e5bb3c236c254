"""How did it end? What an exit code says, how to act on it, and how to choose one's own."""


def describe(exitcode):
    """Say what a Process.exitcode means.

    Returns ("running", None), ("ok", 0), ("error", N) for exit status N from 1 to 255, or ("signal", N).
    """
    raise NotImplementedError


def run_until_ok(ctx, task, attempts):
    """Call task(1), task(2), ... each in a new process, one after the other, until one ends with exit code 0.

    At most `attempts` (at least 1) processes. Returns the list of describe(...) of those that ran, in order.
    """
    raise NotImplementedError


def end_with(code):
    """End the calling child process so that its parent sees exitcode == code. Does not return.

    code: 0 to 255, or -N for signal N, also for signals that Python handles or ignores by itself.
    """
    raise NotImplementedError
