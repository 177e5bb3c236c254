# loses test_a_failed_item_is_answered_for: error

"""A failed item is reported twice: join returns too early, and the worker dies of ValueError."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
            tasks.task_done()
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
