# loses test_no_items: deadlock

"""Reads a message before it looks whether there is one to come."""


def _job(work, number, item, out):
    out.put((number, work(item)))


def gather(ctx, work, items):
    out = ctx.Queue()
    team = [ctx.Process(target=_job, args=(work, number, item, out)) for number, item in enumerate(items)]
    for process in team:
        process.start()
    found = {}
    while True:
        number, result = out.get()
        found[number] = result
        if len(found) == len(items):
            break
    for process in team:
        process.join()
    return [found[number] for number in range(len(items))]
