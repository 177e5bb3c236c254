# loses test_counts_start_at_zero: failed
# loses test_no_step_is_lost[spawn]: failed
# loses test_more_than_a_byte[spawn]: failed

"""Makes the shared number at module level: it is never set back, and each child of spawn makes one of its own."""

import multiprocessing

TOTAL = multiprocessing.Value("q", 0)


def count_up(ctx, step, workers, times):
    """`workers` processes of ctx call step() `times` times each.

    Return how many calls this count_up made, 0 to millions.
    """
    _run(ctx, _count, [(step, times)] * workers)
    return TOTAL.value


def _count(step, times):
    for _ in range(times):
        step()
        with TOTAL.get_lock():
            TOTAL.value += 1


def search(ctx, test, items):
    """Return the items for which test(item) is true, in their order; each is tested in a process of its own."""
    found = ctx.RawArray("b", len(items))
    _run(ctx, _try, [(test, item, found, place) for place, item in enumerate(items)])
    return [item for item, hit in zip(items, found, strict=True) if hit]


def _try(test, item, found, place):
    # A place of its own for each child, so that no two write to the same one: no lock is needed.
    found[place] = bool(test(item))


def late_order(ctx, warm_up, choose, cook):
    """Start a process that calls warm_up(), then cook(order), and return its exit code.

    order is what choose() returns here, in the caller, after the start. choose may wait until the process is warm.
    """
    orders, counter = ctx.Pipe(duplex=False)
    kitchen = ctx.Process(target=_cook, args=(warm_up, cook, orders))
    kitchen.start()
    counter.send(choose())
    kitchen.join()
    return kitchen.exitcode


def _cook(warm_up, cook, orders):
    warm_up()
    cook(orders.recv())


def _run(ctx, target, jobs):
    team = [ctx.Process(target=target, args=job) for job in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
