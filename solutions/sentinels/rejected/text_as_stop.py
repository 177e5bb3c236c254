# loses test_any_value_may_be_a_task: failed

"""The text 'STOP' is the stop, and a task may be this text."""


def worker(tasks, results, work):
    for task in iter(tasks.get, "STOP"):
        results.put(("result", work(task)))
    results.put(("stop", None))


def feed(tasks, items, workers):
    for item in items:
        tasks.put(item)
    for _ in range(workers):
        tasks.put("STOP")


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
