"""The exception becomes the outcome, and what must happen in any case stands in `finally`."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
        finally:
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
        done.append([results.get() for _ in batch])
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
