"""`task_done` comes right after `get`: no harm, since main counts the results of a batch before it goes on."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        tasks.task_done()
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
        results.put((item, outcome))


def run_batches(ctx, work, batches, workers):
    tasks, results = ctx.JoinableQueue(), ctx.Queue()
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    done = []
    for batch in batches:
        for item in batch:
            tasks.put(item)
        tasks.join()
        done.append([results.get() for _ in batch])
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
