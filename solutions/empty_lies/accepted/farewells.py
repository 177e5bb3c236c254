"""Each worker says when it goes, and main reads until all have said so."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        results.put((item, work(item)))
    results.put(None)


def process_all(ctx, work, items, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    for message in [*items, *[None] * workers]:
        tasks.put(message)
    pairs = []
    at_work = workers
    while at_work:
        pair = results.get()
        if pair is None:
            at_work -= 1
        else:
            pairs.append(pair)
    for process in team:
        process.join()
    return pairs
