# loses test_results_arrive: error
# loses test_it_is_the_shared_lock: error
# loses test_one_at_a_time: error
# loses test_two_teams: error
# loses test_members_are_processes: error

"""Sends the lock through a queue: a lock may be pickled only on its way to a new process."""


def start_team(ctx, lock, results, record, names):
    """Start one process of ctx for each name; return the started Process objects, in order.

    Each calls record(name) while it holds `lock`, then puts (name, len(name)) into `results` (a SimpleQueue of ctx).
    Several teams, each with its own lock and queue, may run at the same time.
    """
    desk = ctx.SimpleQueue()
    team = [ctx.Process(target=_member, args=(desk, results, record, name)) for name in names]
    for _ in team:
        desk.put(lock)
    for member in team:
        member.start()
    return team


def _member(desk, results, record, name):
    with desk.get():
        record(name)
    results.put((name, len(name)))


def collect(results, count):
    """Take `count` results out of `results` and return them sorted."""
    return sorted(results.get() for _ in range(count))
