"""A single stop: each worker puts it back before it leaves, and the next one finds it."""


def worker(tasks, results, work):
    while True:
        kind, item = tasks.get()
        if kind == "stop":
            tasks.put((kind, item))
            break
        results.put(("result", work(item)))
    results.put(("stop", None))


def feed(tasks, items, workers):
    for item in items:
        tasks.put(("task", item))
    tasks.put(("stop", None))


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
