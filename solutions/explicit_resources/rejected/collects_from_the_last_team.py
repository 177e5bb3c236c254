# loses test_two_teams: deadlock

"""Hands over all that a member needs, but collects from a global queue: the one of the team that was started last."""

RESULTS = None


def start_team(ctx, lock, results, record, names):
    """Start one process of ctx for each name; return the started Process objects, in order.

    Each calls record(name) while it holds `lock`, then puts (name, len(name)) into `results` (a SimpleQueue of ctx).
    Several teams, each with its own lock and queue, may run at the same time.
    """
    global RESULTS
    RESULTS = results
    team = [ctx.Process(target=_member, args=(lock, results, record, name)) for name in names]
    for member in team:
        member.start()
    return team


def _member(lock, results, record, name):
    with lock:
        record(name)
    results.put((name, len(name)))


def collect(results, count):
    """Take `count` results out of `results` and return them sorted."""
    return sorted(RESULTS.get() for _ in range(count))
