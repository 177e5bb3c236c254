"""How teams are started: with a lock and a queue each, which only their arguments name.

`inherited` is set in main before the submission is called: a forked child sees True, a child of spawn or of the fork
server, which imports this module anew, False.
"""

from grader.inside import mark

inherited = False


class Watcher:
    """A `record` that looks whether the lock is held while it is called."""

    def __init__(self, lock):
        self.lock = lock

    def __call__(self, name):
        """Try to take the lock, give it back, and mark `record` with what was found."""
        got = self.lock.acquire(False)
        if got:
            self.lock.release()
        mark("record", {"name": name, "held": not got, "inherited": inherited})


class Counter:
    """A `record` that reads a number and writes back one more; two at once would spoil it."""

    def __init__(self, number):
        self.number = number

    def __call__(self, name):
        """Count one more."""
        self.number.value = self.number.value + 1


def team(submission, ctx, *, names):
    """One team does its work; returns the results, the exit codes, and whether the lock is free afterwards."""
    global inherited
    inherited = True
    lock, results = ctx.Lock(), ctx.SimpleQueue()
    members = submission.start_team(ctx, lock, results, Watcher(lock), names)
    got = submission.collect(results, len(names))
    _join(members)
    return {"got": got, "exit_codes": [member.exitcode for member in members], "free": _is_free(lock)}


def crowd(submission, ctx, *, n):
    """A team of n counts in shared memory, which nothing but the lock guards; returns the count."""
    lock, results, number = ctx.Lock(), ctx.SimpleQueue(), ctx.RawValue("q", 0)
    members = submission.start_team(ctx, lock, results, Counter(number), ["x"] * n)
    _join(members)
    return number.value


def two_teams(submission, ctx, *, first, second):
    """Two teams, each with its own lock and queue, are started, collected from in this order, and joined."""
    locks, queues = [ctx.Lock(), ctx.Lock()], [ctx.SimpleQueue(), ctx.SimpleQueue()]
    members = []
    for lock, results, names in zip(locks, queues, (first, second), strict=True):
        members += submission.start_team(ctx, lock, results, Watcher(lock), names)
    got = [submission.collect(results, len(names)) for results, names in zip(queues, (first, second), strict=True)]
    _join(members)
    return got


def _join(members):
    for member in members:
        member.join()


def _is_free(lock):
    got = lock.acquire(False)
    if got:
        lock.release()
    return got
