# loses test_a_large_result: deadlock

"""The workers are told to stop, but main joins them before it has read their results."""


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
    for process in team:
        process.join()
    pairs = [results.get() for _ in items]
    return pairs
