"""Who am I, and who started me? What a process can say of itself, and of the one that created it."""


def card():
    """Describe the process that calls this function.

    Returns {"pid": int, "name": str, "daemon": bool, "parent": int or None}: parent is the pid of the process that
    created this one through multiprocessing, whatever the start method; None in a process that was not created so.
    """
    raise NotImplementedError


def family(ctx, report, generations):
    """Report the card of this process, then go on with a line of `generations` descendants, one below the other.

    report: callable, called as report(card) in the very process that the card describes, once in each.
    The one child of process N is named N + ".1" and does the same with generations - 1.
    Returns when the child, if there is one, has ended.
    """
    raise NotImplementedError
