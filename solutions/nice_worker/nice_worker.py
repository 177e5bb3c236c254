"""Be nice, and look at the state: a process that leaves others the first turn, and what the kernel says of it."""

import os


def run_nice(ctx, increment, task):
    """Call task() in a new process that is nicer than the caller; wait for it and return its exit code.

    ctx: the multiprocessing context that makes the process.
    increment: at least 0. When task begins, the process's niceness is the caller's plus increment (19 at most).
    The caller's own niceness stays. The new process needs nothing from the caller between its start and task():
    the caller may be held up for any time after start().
    """
    process = ctx.Process(target=_be_nice, args=(increment, task))
    process.start()
    process.join()
    return process.exitcode


def _be_nice(increment, task):
    """What the new process does."""
    os.nice(increment)
    task()


def state(pid):
    """Return the state letter that the kernel shows for a process ("R", "S", "D", "T", "Z", ...), None if it is gone.

    Read from /proc. A process may have any name, with spaces and brackets too.
    """
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            text = file.read()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()[0]
