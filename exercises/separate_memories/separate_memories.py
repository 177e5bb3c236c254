"""Two processes, two memories: three functions that wait for changes which happen in somebody else's memory."""

total, order = 0, None


def count_up(ctx, step, workers, times):
    """`workers` processes of ctx call step() `times` times each.

    Return how many calls this count_up made, 0 to millions.
    """
    _run(ctx, _count, [(step, times)] * workers)
    return total


def _count(step, times):
    global total
    for _ in range(times):
        step()
        total += 1


def search(ctx, test, items):
    """Return the items for which test(item) is true, in their order; each is tested in a process of its own."""
    found = []
    _run(ctx, _try, [(test, item, found) for item in items])
    return found


def _try(test, item, found):
    if test(item):
        found.append(item)


def late_order(ctx, warm_up, choose, cook):
    """Start a process that calls warm_up(), then cook(order), and return its exit code.

    order is what choose() returns here, in the caller, after the start. choose may wait until the process is warm.
    """
    global order
    kitchen = ctx.Process(target=_cook, args=(warm_up, cook))
    kitchen.start()
    order = choose()
    kitchen.join()
    return kitchen.exitcode


def _cook(warm_up, cook):
    warm_up()
    cook(order)


def _run(ctx, target, jobs):
    team = [ctx.Process(target=target, args=job) for job in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
