# loses test_everybody_goes_home: failed

"""The workers are daemons, and nobody tells them to stop or joins them."""


def _worker(tasks, results, work):
    while True:
        item = tasks.get()
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
        results.put((item, outcome))
        tasks.task_done()


def run_batches(ctx, work, batches, workers):
    tasks, results = ctx.JoinableQueue(), ctx.Queue()
    team = [ctx.Process(target=_worker, args=(tasks, results, work), daemon=True) for _ in range(workers)]
    for process in team:
        process.start()
    done = []
    for batch in batches:
        for item in batch:
            tasks.put(item)
        tasks.join()
        done.append([results.get() for _ in batch])
    return done
