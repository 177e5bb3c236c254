# loses test_lambda[spawn,forkserver]: failed
# loses test_closure[spawn,forkserver]: failed
# loses test_module_state[spawn,forkserver]: failed
# loses test_bound_method[spawn,forkserver]: failed
# loses test_generator[spawn,forkserver]: failed
# loses test_shop_stays_whole[spawn,forkserver]: failed

"""Takes another start method instead of the given one: the five faults are hidden, not mended."""

import multiprocessing
import threading


def run_all(ctx, target, jobs):
    """Call target(*job) for every job, each in a process of its own made by ctx; return the results in order."""
    ctx = multiprocessing.get_context("fork")
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
    return run_all(ctx, lambda n: work(2 * n), [(n,) for n in numbers])


def scaled(ctx, work, numbers, factor):
    """Return [work(factor * n) for n in numbers]."""

    def scale(n):
        return work(factor * n)

    return run_all(ctx, scale, [(n,) for n in numbers])


_rate = 1


def rated(ctx, work, numbers, rate):
    """Return [work(rate * n) for n in numbers]."""
    global _rate
    _rate = rate
    return run_all(ctx, _rated, [(work, n) for n in numbers])


def _rated(work, n):
    return work(_rate * n)


class Shop:
    """A shop with one discount for all.

    history: every number ever asked for, in order, guarded by lock (a threading.Lock that other threads use too).
    """

    def __init__(self, discount):
        self.discount, self.history, self.lock = discount, [], threading.Lock()

    def price(self, work, n):
        """Return work(n - discount)."""
        return work(n - self.discount)

    def prices(self, ctx, work, numbers):
        """Return [work(n - discount) for n in numbers]."""
        with self.lock:
            self.history.extend(numbers)
        return run_all(ctx, self.price, [(work, n) for n in numbers])


def summed(ctx, work, groups):
    """Return [work(sum of 2 * n for n in group) for group in groups]."""
    return run_all(ctx, _sum, [(work, (2 * n for n in group)) for group in groups])


def _sum(work, doubles):
    return work(sum(doubles))
