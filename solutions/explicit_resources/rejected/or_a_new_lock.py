# loses test_it_is_the_shared_lock[spawn,forkserver]: failed
# loses test_one_at_a_time[spawn,forkserver]: failed

"""Keeps the global, and makes a new lock where it is None: the error is gone, and so is the exclusion."""

import multiprocessing

LOCK = None


def start_team(ctx, lock, results, record, names):
    """Start one process of ctx for each name; return the started Process objects, in order.

    Each calls record(name) while it holds `lock`, then puts (name, len(name)) into `results` (a SimpleQueue of ctx).
    Several teams, each with its own lock and queue, may run at the same time.
    """
    global LOCK
    LOCK = lock
    team = [ctx.Process(target=_member, args=(results, record, name)) for name in names]
    for member in team:
        member.start()
    return team


def _member(results, record, name):
    with LOCK or multiprocessing.Lock():
        record(name)
    results.put((name, len(name)))


def collect(results, count):
    """Take `count` results out of `results` and return them sorted."""
    return sorted(results.get() for _ in range(count))
