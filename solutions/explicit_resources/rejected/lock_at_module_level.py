# loses test_it_is_the_shared_lock: failed
# loses test_one_at_a_time[spawn,forkserver]: failed

"""Makes a lock at module level instead of taking the given one: one lock under fork, one for each process elsewhere."""

import multiprocessing

LOCK = multiprocessing.Lock()


def start_team(ctx, lock, results, record, names):
    """Start one process of ctx for each name; return the started Process objects, in order.

    Each calls record(name) while it holds `lock`, then puts (name, len(name)) into `results` (a SimpleQueue of ctx).
    Several teams, each with its own lock and queue, may run at the same time.
    """
    team = [ctx.Process(target=_member, args=(results, record, name)) for name in names]
    for member in team:
        member.start()
    return team


def _member(results, record, name):
    with LOCK:
        record(name)
    results.put((name, len(name)))


def collect(results, count):
    """Take `count` results out of `results` and return them sorted."""
    return sorted(results.get() for _ in range(count))
