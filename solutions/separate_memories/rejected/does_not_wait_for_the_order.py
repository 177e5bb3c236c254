# loses test_late_order: failed

"""Shares the order, and reads it as soon as the process is warm: nobody says that it has been written by then."""


def count_up(ctx, step, workers, times):
    """`workers` processes of ctx call step() `times` times each.

    Return how many calls this count_up made, 0 to millions.
    """
    total = ctx.Value("q", 0)
    _run(ctx, _count, [(step, times, total)] * workers)
    return total.value


def _count(step, times, total):
    for _ in range(times):
        step()
        with total.get_lock():
            total.value += 1


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
    shared = ctx.Array("c", 1000)
    kitchen = ctx.Process(target=_cook, args=(warm_up, cook, shared))
    kitchen.start()
    shared.value = choose().encode()
    kitchen.join()
    return kitchen.exitcode


def _cook(warm_up, cook, shared):
    warm_up()
    cook(shared.value.decode())


def _run(ctx, target, jobs):
    team = [ctx.Process(target=target, args=job) for job in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
