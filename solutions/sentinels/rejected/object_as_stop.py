# loses test_everybody_stops: deadlock
# loses test_nothing_is_lost_or_done_twice: deadlock
# loses test_any_value_may_be_a_task: deadlock
# loses test_side_by_side: deadlock
# loses test_narrow_queues: skipped
# loses test_no_tasks: deadlock

"""The stop is an object known by its identity, and a copy of it arrives."""

STOP = object()


def worker(tasks, results, work):
    while (task := tasks.get()) is not STOP:
        results.put(("result", work(task)))
    results.put(("stop", None))


def feed(tasks, items, workers):
    for item in items:
        tasks.put(item)
    for _ in range(workers):
        tasks.put(STOP)


def collect(results, workers):
    collected = []
    at_work = workers
    while at_work:
        kind, result = results.get()
        if kind == "stop":
            at_work -= 1
        else:
            collected.append(result)
    return collected
