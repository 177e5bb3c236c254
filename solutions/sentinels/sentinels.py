"""One stop for every worker: the end of the work is a message, too."""


def worker(tasks, results, work) -> None:
    """Take one task at a time from the queue `tasks` and put what `collect` needs of work(task) on the queue `results`.

    Ends when it is told to stop, after it has told `collect` so. `work` never raises.
    """
    while True:
        kind, item = tasks.get()
        if kind == "stop":
            break
        results.put(("result", work(item)))
    results.put(("stop", None))


def feed(tasks, items: list, workers: int) -> None:
    """Put every item on `tasks`, and then what makes `workers` workers stop.

    items: any picklable values, None, "" and "STOP" among them; none may be taken for the stop.
    """
    for item in items:
        tasks.put(("task", item))
    for _ in range(workers):
        tasks.put(("stop", None))


def collect(results, workers: int) -> list:
    """Return all results, in any order, once each of `workers` workers has said that it stops.

    A result may be any picklable value, None among them.
    """
    collected = []
    at_work = workers
    while at_work:
        kind, result = results.get()
        if kind == "stop":
            at_work -= 1
        else:
            collected.append(result)
    return collected
