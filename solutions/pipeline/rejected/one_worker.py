# loses test_an_idle_worker_takes_the_next_item: deadlock
# loses test_stages_are_processes: deadlock

"""There is one worker, however many are asked for."""


def _give(source, tasks, workers):
    for item in source():
        tasks.put((item,))
    for _ in range(workers):
        tasks.put(None)


def _change(transform, tasks, results):
    while (task := tasks.get()) is not None:
        results.put((transform(*task),))
    results.put(None)


def _take(sink, results, workers):
    at_work = workers
    while at_work:
        message = results.get()
        if message is None:
            at_work -= 1
        else:
            sink(*message)


def run_pipeline(ctx, source, transform, sink, workers, room):
    workers = 1
    tasks, results = ctx.Queue(room), ctx.Queue(room)
    team = [ctx.Process(target=_give, args=(source, tasks, workers))]
    team += [ctx.Process(target=_change, args=(transform, tasks, results)) for _ in range(workers)]
    team.append(ctx.Process(target=_take, args=(sink, results, workers)))
    for process in team:
        process.start()
    for process in team:
        process.join()
