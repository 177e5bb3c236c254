# loses test_work_in_children: failed

"""One memory is simpler, so steps and tests are done in the caller."""


def count_up(ctx, step, workers, times):
    """`workers` processes of ctx call step() `times` times each.

    Return how many calls this count_up made, 0 to millions.
    """
    made = 0
    for _ in range(workers * times):
        step()
        made += 1
    return made


def search(ctx, test, items):
    """Return the items for which test(item) is true, in their order; each is tested in a process of its own."""
    return [item for item in items if test(item)]


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
