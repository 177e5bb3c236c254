"""The source tells the sink how many items there were, and the sink ends when it has as many results."""


def _give(source, tasks, results, workers):
    count = 0
    for item in source():
        tasks.put((item,))
        count += 1
    for _ in range(workers):
        tasks.put(None)
    results.put(("count", count))


def _change(transform, tasks, results):
    while (task := tasks.get()) is not None:
        results.put(("result", transform(*task)))


def _take(sink, results):
    count, taken = None, 0
    while taken != count:
        kind, value = results.get()
        if kind == "count":
            count = value
        else:
            sink(value)
            taken += 1


def run_pipeline(ctx, source, transform, sink, workers, room):
    tasks, results = ctx.Queue(room), ctx.Queue(room)
    team = [ctx.Process(target=_give, args=(source, tasks, results, workers))]
    team += [ctx.Process(target=_change, args=(transform, tasks, results)) for _ in range(workers)]
    team.append(ctx.Process(target=_take, args=(sink, results)))
    for process in team:
        process.start()
    for process in team:
        process.join()
