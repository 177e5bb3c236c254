"""Main leads the end: it joins a stage, and then tells the next one to stop."""


def _give(source, tasks):
    for item in source():
        tasks.put((item,))


def _change(transform, tasks, results):
    while (task := tasks.get()) is not None:
        results.put((transform(*task),))


def _take(sink, results):
    while (message := results.get()) is not None:
        sink(*message)


def run_pipeline(ctx, source, transform, sink, workers, room):
    tasks, results = ctx.Queue(room), ctx.Queue(room)
    giver = ctx.Process(target=_give, args=(source, tasks))
    changers = [ctx.Process(target=_change, args=(transform, tasks, results)) for _ in range(workers)]
    taker = ctx.Process(target=_take, args=(sink, results))
    for process in (giver, *changers, taker):
        process.start()
    giver.join()
    for _ in changers:
        tasks.put(None)
    for process in changers:
        process.join()
    results.put(None)
    taker.join()
