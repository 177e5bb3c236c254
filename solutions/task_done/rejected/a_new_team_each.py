# loses test_one_team_for_all: failed

"""Each batch has a team of its own, which is joined before the next batch begins."""


def _worker(tasks, results, work):
    while (item := tasks.get()) is not None:
        try:
            outcome = work(item)
        except Exception as error:
            outcome = type(error).__name__
        results.put((item, outcome))


def run_batches(ctx, work, batches, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    done = []
    for batch in batches:
        team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
        for process in team:
            process.start()
        for message in [*batch, *[None] * workers]:
            tasks.put(message)
        done.append([results.get() for _ in batch])
        for process in team:
            process.join()
    return done
