# loses test_every_process_is_joined: failed

"""Returns when all the results are there, although the processes may still be about to end."""


def _job(work, number, item, out):
    out.put((number, work(item)))


def gather(ctx, work, items):
    out = ctx.Queue()
    team = [ctx.Process(target=_job, args=(work, number, item, out)) for number, item in enumerate(items)]
    for process in team:
        process.start()
    pairs = sorted((out.get() for _ in team), key=lambda pair: pair[0])
    return [result for _, result in pairs]
