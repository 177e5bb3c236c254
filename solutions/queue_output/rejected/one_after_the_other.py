# loses test_all_at_once: deadlock

"""Start, get and join in one loop: each result is in its place, but no two processes ever work at once."""


def _job(work, item, out):
    out.put(work(item))


def gather(ctx, work, items):
    out = ctx.Queue()
    results = []
    for item in items:
        process = ctx.Process(target=_job, args=(work, item, out))
        process.start()
        results.append(out.get())
        process.join()
    return results
