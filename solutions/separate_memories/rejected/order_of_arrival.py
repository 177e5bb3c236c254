# loses test_finds_in_order: failed

"""A queue brings the finds home, in the order in which the children are done."""


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
    results = ctx.SimpleQueue()
    team = [ctx.Process(target=_try, args=(test, item, results)) for item in items]
    for process in team:
        process.start()
    found = []
    for _ in team:
        item, hit = results.get()
        if hit:
            found.append(item)
    for process in team:
        process.join()
    return found


def _try(test, item, results):
    results.put((item, bool(test(item))))


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
