"""Every task is answered for: a queue that can be joined, and work that may fail."""


def _worker(tasks, results, work):
    while True:
        item = tasks.get()
        if item is None:
            break
        results.put((item, work(item)))
        tasks.task_done()


def run_batches(ctx, work, batches: list[list[int]], workers: int) -> list[list[tuple]]:
    """Work through the batches, one after the other, with the same `workers` processes for all of them.

    No item of a batch begins before every item of the batch before it is finished. Items of a batch are different
    numbers.
    Returns for each batch the pairs (item, outcome) in any order; the outcome is work(item), or, if work raised an
    Exception of any kind, the name of its type. A failed item does not end a worker. Batches may be empty.
    work reaches a process only as an argument of Process.
    On return all workers have ended by themselves, with exit code 0, and are joined.
    """
    tasks, results = ctx.JoinableQueue(), ctx.Queue()
    team = [ctx.Process(target=_worker, args=(tasks, results, work)) for _ in range(workers)]
    for process in team:
        process.start()
    done = []
    for batch in batches:
        for item in batch:
            tasks.put(item)
        tasks.join()
        done.append([results.get() for _ in batch])
    for _ in team:
        tasks.put(None)
    for process in team:
        process.join()
    return done
