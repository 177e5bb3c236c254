# loses test_every_result_reaches_the_sink: failed
# loses test_the_source_cannot_run_away: skipped
# loses test_it_streams: skipped
# loses test_an_idle_worker_takes_the_next_item: skipped
# loses test_none_is_a_result: skipped
# loses test_stages_are_processes: skipped
# loses test_nothing_to_do: skipped

"""The sink stops at the first end message, although other workers may still be at work."""


def _give(source, tasks, workers):
    for item in source():
        tasks.put((item,))
    for _ in range(workers):
        tasks.put(None)


def _change(transform, tasks, results):
    while (task := tasks.get()) is not None:
        results.put((transform(*task),))
    results.put(None)


def _take(sink, results):
    while (message := results.get()) is not None:
        sink(*message)


def run_pipeline(ctx, source, transform, sink, workers, room):
    tasks, results = ctx.Queue(room), ctx.Queue(room)
    team = [ctx.Process(target=_give, args=(source, tasks, workers))]
    team += [ctx.Process(target=_change, args=(transform, tasks, results)) for _ in range(workers)]
    team.append(ctx.Process(target=_take, args=(sink, results)))
    for process in team:
        process.start()
    for process in team:
        process.join()
