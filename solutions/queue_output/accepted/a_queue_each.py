"""Each process has a queue of its own, and the queues are read in the order of the items."""


def _job(work, item, out):
    out.put(work(item))


def gather(ctx, work, items):
    queues = [ctx.Queue() for _ in items]
    team = [ctx.Process(target=_job, args=(work, item, out)) for item, out in zip(items, queues, strict=True)]
    for process in team:
        process.start()
    results = [out.get() for out in queues]
    for process in team:
        process.join()
    return results
