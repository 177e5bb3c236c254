"""A plain queue: a batch is over when it has as many results as items."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
        results.put((item, outcome))


def run_batches(ctx, work, batches, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    done = []
    for batch in batches:
        for item in batch:
            tasks.put(item)
        done.append([results.get() for _ in batch])
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
