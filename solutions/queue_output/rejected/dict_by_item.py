# loses test_equal_and_unhashable_items: error

"""The results are kept in a dictionary under their items, and not every item can be a key."""


def _job(work, item, out):
    out.put((item, work(item)))


def gather(ctx, work, items):
    out = ctx.Queue()
    team = [ctx.Process(target=_job, args=(work, item, out)) for item in items]
    for process in team:
        process.start()
    found = dict(out.get() for _ in team)
    for process in team:
        process.join()
    return [found[item] for item in items]
