# loses test_nobody_waits_for_what_is_gone: deadlock
# loses test_side_by_side: deadlock

"""Every worker wants as many tasks as it sees at the beginning, and the others see the same ones."""


def _worker(tasks, results, work):
    for _ in range(tasks.qsize()):
        item = tasks.get()
        results.put((item, work(item)))


def process_all(ctx, work, items, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    for item in items:
        tasks.put(item)
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    pairs = [results.get() for _ in items]
    for process in team:
        process.join()
    return pairs
