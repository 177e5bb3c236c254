"""An object that can be called carries work and rate: its class is found by name, its attributes travel."""

import threading


def run_all(ctx, target, jobs):
    """Call target(*job) for every job, each in a process of its own made by ctx; return the results in order."""
    team = []
    for job in jobs:
        reader, writer = ctx.Pipe(duplex=False)
        process = ctx.Process(target=_send, args=(writer, target, job))
        process.start()
        writer.close()
        team.append((process, reader))
    results = [reader.recv() for _, reader in team]
    for process, _ in team:
        process.join()
    return results


def _send(writer, target, job):
    writer.send(target(*job))


# Below: work is a callable that can be pickled. Each number (or group) is one call of work, in a process of its own
# made by ctx; the results come back in order. Everything may be called again, with other values.


def doubled(ctx, work, numbers):
    """Return [work(2 * n) for n in numbers]."""
    return run_all(ctx, _Rated(work, 2), [(n,) for n in numbers])


def scaled(ctx, work, numbers, factor):
    """Return [work(factor * n) for n in numbers]."""
    return run_all(ctx, _Rated(work, factor), [(n,) for n in numbers])


class _Rated:
    def __init__(self, work, rate):
        self.work = work
        self.rate = rate

    def __call__(self, n):
        return self.work(self.rate * n)


def rated(ctx, work, numbers, rate):
    """Return [work(rate * n) for n in numbers]."""
    return run_all(ctx, _Rated(work, rate), [(n,) for n in numbers])


class Shop:
    """A shop that gives a discount.

    history: every number ever asked for, in order, guarded by lock (a threading.Lock that other threads use too).
    """

    def __init__(self, discount):
        self.discount = discount
        self.history = []
        self.lock = threading.Lock()

    def price(self, work, n):
        """Return work(n - discount)."""
        return _price(work, n, self.discount)

    def prices(self, ctx, work, numbers):
        """Return [work(n - discount) for n in numbers]."""
        with self.lock:
            self.history.extend(numbers)
        return run_all(ctx, _price, [(work, n, self.discount) for n in numbers])


def _price(work, n, discount):
    return work(n - discount)


def summed(ctx, work, groups):
    """Return [work(sum of 2 * n for n in group) for group in groups]."""
    return run_all(ctx, _sum, [(work, [2 * n for n in group]) for group in groups])


def _sum(work, doubles):
    return work(sum(doubles))
