"""Every child sends its own result through a pipe of its own; the parent adds, or filters."""


def count_up(ctx, step, workers, times):
    """`workers` processes of ctx call step() `times` times each.

    Return how many calls this count_up made, 0 to millions.
    """
    return sum(_answers(ctx, _count, [(step, times)] * workers))


def _count(writer, step, times):
    made = 0
    for _ in range(times):
        step()
        made += 1
    writer.send(made)


def search(ctx, test, items):
    """Return the items for which test(item) is true, in their order; each is tested in a process of its own."""
    hits = _answers(ctx, _try, [(test, item) for item in items])
    return [item for item, hit in zip(items, hits, strict=True) if hit]


def _try(writer, test, item):
    writer.send(bool(test(item)))


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


def _answers(ctx, target, jobs):
    team = []
    for job in jobs:
        reader, writer = ctx.Pipe(duplex=False)
        process = ctx.Process(target=target, args=(writer, *job))
        process.start()
        writer.close()
        team.append((process, reader))
    answers = [reader.recv() for _, reader in team]
    for process, _ in team:
        process.join()
    return answers
