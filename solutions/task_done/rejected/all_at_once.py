# loses test_the_next_batch_waits: failed

"""All batches are put at once, and only the results are sorted out."""


def _worker(tasks, results, work):
    while (task := tasks.get()) is not None:
        number, item = task
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
        results.put((number, item, outcome))


def run_batches(ctx, work, batches, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    for number, batch in enumerate(batches):
        for item in batch:
            tasks.put((number, item))
    done = [[] for _ in batches]
    for batch in batches:
        for _ in batch:
            number, item, outcome = results.get()
            done[number].append((item, outcome))
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
