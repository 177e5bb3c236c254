"""The target is a method of an object that holds lock and queue: it is pickled with the Process, where locks may be."""


class _Team:
    def __init__(self, lock, results, record):
        self.lock, self.results, self.record = lock, results, record

    def member(self, name):
        with self.lock:
            self.record(name)
        self.results.put((name, len(name)))


def start_team(ctx, lock, results, record, names):
    """Start one process of ctx for each name; return the started Process objects, in order.

    Each calls record(name) while it holds `lock`, then puts (name, len(name)) into `results` (a SimpleQueue of ctx).
    Several teams, each with its own lock and queue, may run at the same time.
    """
    team = [ctx.Process(target=_Team(lock, results, record).member, args=(name,)) for name in names]
    for member in team:
        member.start()
    return team


def collect(results, count):
    """Take `count` results out of `results` and return them sorted."""
    return sorted(results.get() for _ in range(count))
