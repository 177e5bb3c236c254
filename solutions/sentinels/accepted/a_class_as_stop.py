"""The stop is a class: it is pickled by its name, so it is the same object in every process."""


class Stop:
    """Stands for the end, on both queues; no object of it is ever made."""


def worker(tasks, results, work):
    while (task := tasks.get()) is not Stop:
        results.put(work(task))
    results.put(Stop)


def feed(tasks, items, workers):
    for item in items:
        tasks.put(item)
    for _ in range(workers):
        tasks.put(Stop)


def collect(results, workers):
    collected = []
    stopped = 0
    while stopped < workers:
        result = results.get()
        if result is Stop:
            stopped += 1
        else:
            collected.append(result)
    return collected
