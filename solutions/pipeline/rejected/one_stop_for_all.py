# loses test_every_result_reaches_the_sink: deadlock
# loses test_the_source_cannot_run_away: skipped
# loses test_it_streams: skipped
# loses test_an_idle_worker_takes_the_next_item: skipped
# loses test_none_is_a_result: skipped
# loses test_stages_are_processes: skipped
# loses test_nothing_to_do: skipped

"""One stop for all the workers: whoever takes it goes home, and the others wait for ever."""


def _give(source, tasks):
    for item in source():
        tasks.put((item,))
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
    team = [ctx.Process(target=_give, args=(source, tasks))]
    team += [ctx.Process(target=_change, args=(transform, tasks, results)) for _ in range(workers)]
    team.append(ctx.Process(target=_take, args=(sink, results, workers)))
    for process in team:
        process.start()
    for process in team:
        process.join()
