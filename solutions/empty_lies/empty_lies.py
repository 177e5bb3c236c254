"""empty() is not the end: several workers share the tasks, and nobody may go home too early, or never."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        results.put((item, work(item)))


def process_all(ctx, work, items: list[int], workers: int) -> list[tuple]:
    """Do work(item) for all items in `workers` processes that run at once.

    items: whole numbers, perhaps equal ones.
    work: never raises; a result may be larger than a pipe holds; work reaches a process only as an argument of Process.
    Returns the pairs (item, work(item)), one for each item, in any order, when all processes have ended and are joined.
    """
    tasks, results = ctx.Queue(), ctx.Queue()
    for item in items:
        tasks.put(item)
    for _ in range(workers):
        tasks.put(None)
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    pairs = [results.get() for _ in items]
    for process in team:
        process.join()
    return pairs
