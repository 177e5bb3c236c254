# loses test_everybody_stops: failed
# loses test_nothing_is_lost_or_done_twice: failed
# loses test_narrow_queues: skipped

"""collect returns when the first worker says that it stops."""


def worker(tasks, results, work):
    while True:
        kind, item = tasks.get()
        if kind == "stop":
            break
        results.put(("result", work(item)))
    results.put(("stop", None))


def feed(tasks, items, workers):
    for item in items:
        tasks.put(("task", item))
    for _ in range(workers):
        tasks.put(("stop", None))


def collect(results, workers):
    collected = []
    while True:
        kind, result = results.get()
        if kind == "stop":
            return collected
        collected.append(result)
