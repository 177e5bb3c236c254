# loses test_empty_batches: deadlock

"""The worker that finishes the last item of a batch sets an event: an empty batch has no last item."""


def _worker(tasks, results, work, left, finished):
    while (item := tasks.get()) is not None:
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
        results.put((item, outcome))
        with left:
            left.value -= 1
            if left.value == 0:
                finished.set()


def run_batches(ctx, work, batches, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    left, finished = ctx.Value("q", 0), ctx.Event()
    team = [ctx.Process(target=_worker, args=(tasks, results, work, left, finished)) for _ in range(workers)]
    for process in team:
        process.start()
    done = []
    for batch in batches:
        left.value = len(batch)
        finished.clear()
        for item in batch:
            tasks.put(item)
        finished.wait()
        done.append([results.get() for _ in batch])
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
