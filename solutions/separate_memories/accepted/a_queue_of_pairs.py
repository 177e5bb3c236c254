"""A SimpleQueue of (place, answer), emptied before the children are joined, and sorted."""


def count_up(ctx, step, workers, times):
    """`workers` processes of ctx call step() `times` times each.

    Return how many calls this count_up made, 0 to millions.
    """
    return sum(_answers(ctx, _count, [(step, times)] * workers))


def _count(step, times):
    for _ in range(times):
        step()
    return times


def search(ctx, test, items):
    """Return the items for which test(item) is true, in their order; each is tested in a process of its own."""
    hits = _answers(ctx, _try, [(test, item) for item in items])
    return [item for item, hit in zip(items, hits, strict=True) if hit]


def _try(test, item):
    return bool(test(item))


def late_order(ctx, warm_up, choose, cook):
    """Start a process that calls warm_up(), then cook(order), and return its exit code.

    order is what choose() returns here, in the caller, after the start. choose may wait until the process is warm.
    """
    tray = ctx.SimpleQueue()
    kitchen = ctx.Process(target=_cook, args=(warm_up, cook, tray))
    kitchen.start()
    tray.put(choose())
    kitchen.join()
    return kitchen.exitcode


def _cook(warm_up, cook, tray):
    warm_up()
    cook(tray.get())


def _answers(ctx, target, jobs):
    results = ctx.SimpleQueue()
    team = [ctx.Process(target=_put, args=(results, place, target, job)) for place, job in enumerate(jobs)]
    for process in team:
        process.start()
    answers = sorted(results.get() for _ in team)
    for process in team:
        process.join()
    return [answer for _, answer in answers]


def _put(results, place, target, job):
    results.put((place, target(*job)))
