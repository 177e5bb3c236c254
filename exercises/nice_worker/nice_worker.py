"""Be nice, and look at the state: a process that leaves others the first turn, and what the kernel says of it."""


def run_nice(ctx, increment, task):
    """Call task() in a new process that is nicer than the caller; wait for it and return its exit code.

    ctx: the multiprocessing context that makes the process.
    increment: at least 0. When task begins, the process's niceness is the caller's plus increment (19 at most).
    The caller's own niceness stays. The new process needs nothing from the caller between its start and task():
    the caller may be held up for any time after start().
    """
    raise NotImplementedError


def state(pid):
    """Return the state letter that the kernel shows for a process ("R", "S", "D", "T", "Z", ...), None if it is gone.

    Read from /proc. A process may have any name, with spaces and brackets too.
    """
    raise NotImplementedError
