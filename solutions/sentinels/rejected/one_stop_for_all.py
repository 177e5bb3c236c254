# loses test_everybody_stops: deadlock
# loses test_nothing_is_lost_or_done_twice: deadlock
# loses test_side_by_side: deadlock
# loses test_no_tasks: deadlock
# loses test_narrow_queues: skipped

"""One stop for the whole team: whoever takes it goes home, and the others wait for ever."""


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
