"""One call, two returns: what happens in both processes after `os.fork()`, written by hand."""


def fork_call(function, *args):
    """Call function(*args) in a forked child; wait for it and return the child's exit code.

    The code is what function returned (0 to 255; None counts as 0), 1 if it raised, -N if signal N killed the child.
    The child does the call and nothing else: it never comes back into the caller's code, its `finally` blocks or
    its exit handlers. What was printed before, and what function prints, appears once.
    """
    raise NotImplementedError


def fork_all(functions):
    """Call every function() in a forked child of its own, all at the same time.

    Returns their exit codes as fork_call does, in the order of functions. Waits for its own children only, and
    asleep: it does not look again and again.
    """
    raise NotImplementedError
