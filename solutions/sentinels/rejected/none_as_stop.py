# loses test_any_value_may_be_a_task: failed

"""None is the stop, and None may be a task."""


def worker(tasks, results, work):
    while (task := tasks.get()) is not None:
        results.put(("result", work(task)))
    results.put(("stop", None))


def feed(tasks, items, workers):
    for item in items:
        tasks.put(item)
    for _ in range(workers):
        tasks.put(None)


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
