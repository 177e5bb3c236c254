# loses test_no_item_is_left_behind: deadlock
# loses test_nobody_waits_for_what_is_gone: deadlock
# loses test_a_large_result: deadlock
# loses test_side_by_side: deadlock

"""The workers take tasks until there is none at the moment, and main counts on a result for each."""

import queue


def _worker(tasks, results, work):
    while True:
        try:
            item = tasks.get_nowait()
        except queue.Empty:
            break
        results.put((item, work(item)))


def process_all(ctx, work, items, workers):
    tasks, results = ctx.Queue(), ctx.Queue()
    for item in items:
        tasks.put(item)
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    pairs = [results.get() for _ in items]
    for process in team:
        process.join()
    return pairs
