# loses test_no_items: deadlock

"""Reads a result before it looks whether there is one to come."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        results.put((item, work(item)))


def process_all(ctx, work, items, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    for item in items:
        tasks.put(item)
    for _ in range(workers):
        tasks.put(None)
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    pairs = []
    while True:
        pairs.append(results.get())
        if len(pairs) == len(items):
            break
    for process in team:
        process.join()
    return pairs
