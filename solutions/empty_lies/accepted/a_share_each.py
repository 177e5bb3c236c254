"""Each worker is given its share of the items at the start: there is no queue of tasks at all."""


def _worker(share, results, work):
    for item in share:
        results.put((item, work(item)))


def process_all(ctx, work, items, workers):
    results = ctx.Queue()
    team = [ctx.Process(target=_worker, args=(items[k::workers], results, work)) for k in range(workers)]
    for process in team:
        process.start()
    pairs = [results.get() for _ in items]
    for process in team:
        process.join()
    return pairs
