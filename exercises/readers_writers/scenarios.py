"""How the lock is used: by visitors, each a process of its own, and by main, which may be inside already."""

from functools import partial

from grader.inside import mark, returned_or_raised, until


def visitors(submission, ctx, *, kinds):
    """One process for each letter: "r" reads once, "w" writes once; returns `writers_waiting` at the end.

    A visitor marks `in` and `out` with its letter inside its block.
    """
    rw = submission.ReadWriteLock(ctx)
    team = _team(ctx, visit, rw, kinds)
    _start(team)
    _join(team)
    return rw.writers_waiting


def held(submission, ctx, *, inside, kinds):
    """Main is inside, as `inside` says, while it starts the visitors; then it leaves. Marks and value as above."""
    rw = submission.ReadWriteLock(ctx)
    team = _team(ctx, visit, rw, kinds)
    with block(rw, inside):
        mark("in", inside)
        _start(team)
        mark("out", inside)
    _join(team)
    return rw.writers_waiting


def reading_circle(submission, ctx, *, readers):
    """The readers stay inside until all have met there. Marks and value as above."""
    rw = submission.ReadWriteLock(ctx)
    barrier = ctx.Barrier(readers)
    team = _team(ctx, visit, rw, "r" * readers, barrier.wait)
    _start(team)
    _join(team)
    return rw.writers_waiting


def all_in(submission, ctx, *, readers):
    """Main is inside as a writer while it starts the readers; then it leaves. The readers stay inside for good."""
    rw = submission.ReadWriteLock(ctx)
    never = ctx.Semaphore(0)
    team = _team(ctx, visit, rw, "r" * readers, partial(stay, never))
    with block(rw, "w"):
        mark("in", "w")
        _start(team)
        mark("out", "w")
    _join(team)


def latecomer(submission, ctx):
    """Main is inside as a reader, a writer comes and waits, and then another reader comes; then main leaves.

    Main looks at `writers_waiting` to learn that the writer waits. Marks and value as above.
    """
    rw = submission.ReadWriteLock(ctx)
    writer, reader = _team(ctx, visit, rw, "wr")
    with block(rw, "r"):
        mark("in", "r")
        writer.start()
        until(lambda: rw.writers_waiting)
        reader.start()
        mark("out", "r")
    _join([writer, reader])
    return rw.writers_waiting


def after_error(submission, ctx, *, error):
    """All in main: a read and two writes with KeyError(error) inside, then a read, a write and a read that succeed.

    Returns what came of each, the letter if it succeeded; and `writers_waiting` at the end.
    """
    rw = submission.ReadWriteLock(ctx)
    said = [returned_or_raised(lambda kind=kind: fail(rw, kind, error)) for kind in "rww"]
    said += [returned_or_raised(lambda kind=kind: succeed(rw, kind)) for kind in "rwr"]
    return [said, rw.writers_waiting]


def never_leaves(submission, ctx, *, inside, outside):
    """Main is inside for good, as `inside` says, and joins a visitor of the other kind. Marks as above."""
    rw = submission.ReadWriteLock(ctx)
    (visitor,) = _team(ctx, visit, rw, outside)
    with block(rw, inside):
        mark("in", inside)
        visitor.start()
        visitor.join()
        mark("out", inside)


def block(rw, kind):
    """The context of one visit."""
    return rw.reading() if kind == "r" else rw.writing()


def visit(rw, kind, meanwhile=None):
    """One visitor, in a process of its own, which calls `meanwhile` inside."""
    with block(rw, kind):
        mark("in", kind)
        if meanwhile:
            meanwhile()
        mark("out", kind)


def stay(never):
    """Stay inside for good: nobody ever releases this semaphore."""
    never.acquire()


def fail(rw, kind, error):
    """A visit with an error inside."""
    with block(rw, kind):
        raise KeyError(error)


def succeed(rw, kind):
    """A visit with a `return` inside."""
    with block(rw, kind):
        return kind


def _team(ctx, target, rw, kinds, *args):
    return [ctx.Process(target=target, args=(rw, kind, *args)) for kind in kinds]


def _start(team):
    for process in team:
        process.start()


def _join(team):
    for process in team:
        process.join()
