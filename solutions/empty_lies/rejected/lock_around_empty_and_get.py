# loses test_no_item_is_left_behind: deadlock
# loses test_nobody_waits_for_what_is_gone: deadlock
# loses test_a_large_result: deadlock
# loses test_side_by_side: deadlock

"""Looking and taking are one, under a lock; but a task on its way is still not seen."""


def _worker(tasks, results, work, lock):
    while True:
        with lock:
            if tasks.empty():
                break
            item = tasks.get()
        results.put((item, work(item)))


def process_all(ctx, work, items, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    for item in items:
        tasks.put(item)
    lock = ctx.Lock()
    team = [ctx.Process(target=_worker, args=(tasks, results, work, lock)) for _ in range(workers)]
    for process in team:
        process.start()
    pairs = [results.get() for _ in items]
    for process in team:
        process.join()
    return pairs
