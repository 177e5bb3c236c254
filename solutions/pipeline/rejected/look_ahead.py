# loses test_the_source_cannot_run_away: failed
# loses test_it_streams: deadlock
# loses test_nothing_to_do: error

"""Asks for the next item before it sends the one it has, to know which is the last."""


def _give(source, tasks, workers):
    items = iter(source())
    item = next(items)
    while True:
        try:
            following = next(items)
        except StopIteration:
            break
        tasks.put((item,))
        item = following
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
    tasks, results = ctx.Queue(room), ctx.Queue(room)
    team = [ctx.Process(target=_give, args=(source, tasks, workers))]
    team += [ctx.Process(target=_change, args=(transform, tasks, results)) for _ in range(workers)]
    team.append(ctx.Process(target=_take, args=(sink, results, workers)))
    for process in team:
        process.start()
    for process in team:
        process.join()
