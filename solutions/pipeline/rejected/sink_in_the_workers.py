# loses test_stages_are_processes: failed

"""The workers call the sink themselves: there is no third stage."""


def _give(source, tasks, workers):
    for item in source():
        tasks.put((item,))
    for _ in range(workers):
        tasks.put(None)


def _change(transform, sink, tasks):
    while (task := tasks.get()) is not None:
        sink(transform(*task))


def run_pipeline(ctx, source, transform, sink, workers, room):
    tasks = ctx.Queue(room)
    team = [ctx.Process(target=_give, args=(source, tasks, workers))]
    team += [ctx.Process(target=_change, args=(transform, sink, tasks)) for _ in range(workers)]
    for process in team:
        process.start()
    for process in team:
        process.join()
