# loses test_members_are_processes[spawn,forkserver]: failed

"""Keeps the globals and always forks, so that they are inherited: processes of another kind than ctx makes."""

import multiprocessing

LOCK = None
RESULTS = None


def start_team(ctx, lock, results, record, names):
    """Start one process of ctx for each name; return the started Process objects, in order.

    Each calls record(name) while it holds `lock`, then puts (name, len(name)) into `results` (a SimpleQueue of ctx).
    Several teams, each with its own lock and queue, may run at the same time.
    """
    global LOCK, RESULTS
    LOCK, RESULTS = lock, results
    ctx = multiprocessing.get_context("fork")
    team = [ctx.Process(target=_member, args=(record, name)) for name in names]
    for member in team:
        member.start()
    return team


def _member(record, name):
    with LOCK:
        record(name)
    RESULTS.put((name, len(name)))


def collect(results, count):
    """Take `count` results out of `results` and return them sorted."""
    return sorted(results.get() for _ in range(count))
