"""functools.partial of importable functions, and an object with __call__ that carries what it needs."""

import functools
import operator
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
    return run_all(ctx, _Chain(functools.partial(operator.mul, 2), work), [(n,) for n in numbers])


class _Chain:
    def __init__(self, first, then):
        self.first, self.then = first, then

    def __call__(self, *args):
        return self.then(self.first(*args))


def scaled(ctx, work, numbers, factor):
    """Return [work(factor * n) for n in numbers]."""
    return run_all(ctx, _Chain(functools.partial(operator.mul, factor), work), [(n,) for n in numbers])


def rated(ctx, work, numbers, rate):
    """Return [work(rate * n) for n in numbers]."""
    return run_all(ctx, _Chain(functools.partial(operator.mul, rate), work), [(n,) for n in numbers])


class Shop:
    """A shop with one discount for all.

    history: every number ever asked for, in order, guarded by lock (a threading.Lock that other threads use too).
    """

    def __init__(self, discount):
        self.discount, self.history, self.lock = discount, [], threading.Lock()

    def prices(self, ctx, work, numbers):
        """Return [work(n - discount) for n in numbers]."""
        with self.lock:
            self.history.extend(numbers)
        return run_all(ctx, _Chain(functools.partial(operator.add, -self.discount), work), [(n,) for n in numbers])


def summed(ctx, work, groups):
    """Return [work(sum of 2 * n for n in group) for group in groups]."""
    return run_all(ctx, _sum, [(work, tuple(2 * n for n in group)) for group in groups])


def _sum(work, doubles):
    return work(sum(doubles))
