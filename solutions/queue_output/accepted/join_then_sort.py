"""Joins first, then reads and sorts the numbered pairs: right because the small results fit into the pipe."""


def _job(work, number, item, out):
    out.put((number, work(item)))


def gather(ctx, work, items):
    out = ctx.Queue()
    team = [ctx.Process(target=_job, args=(work, number, item, out)) for number, item in enumerate(items)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    pairs = sorted((out.get() for _ in team), key=lambda pair: pair[0])
    return [result for _, result in pairs]
