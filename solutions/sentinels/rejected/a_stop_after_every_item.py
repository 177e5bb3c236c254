# loses test_everybody_stops: deadlock
# loses test_any_value_may_be_a_task: failed
# loses test_side_by_side: deadlock
# loses test_narrow_queues: deadlock
# loses test_no_tasks: deadlock

"""A stop after every item: there are as many stops as tasks, not as many as workers."""


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
