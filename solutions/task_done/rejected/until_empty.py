# loses test_a_failed_item_is_answered_for: failed
# loses test_every_result_in_its_batch: failed
# loses test_empty_batches: failed
# loses test_one_team_for_all: skipped
# loses test_everybody_goes_home: skipped

"""Reads until the queue of results looks empty: all is done, but a result may still be on its way."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
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
        pairs = []
        while not results.empty():
            pairs.append(results.get())
        done.append(pairs)
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
