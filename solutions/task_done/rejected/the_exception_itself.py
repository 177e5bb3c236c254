# loses test_a_failed_item_is_answered_for: error

"""The exception itself is sent home, and not every exception can be unpickled there."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        try:
            outcome = work(item)
        except Exception as error:
            outcome = error
        results.put((item, outcome))
        tasks.task_done()


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
        pairs = [results.get() for _ in batch]
        done.append([(item, type(o).__name__ if isinstance(o, Exception) else o) for item, o in pairs])
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
