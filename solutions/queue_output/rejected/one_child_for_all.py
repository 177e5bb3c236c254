# loses test_one_process_for_each_item: failed
# loses test_all_at_once: deadlock

"""One child works through all the items: the order is right because nothing happens at once."""


def _job(work, items, out):
    for item in items:
        out.put(work(item))


def gather(ctx, work, items):
    out = ctx.Queue()
    process = ctx.Process(target=_job, args=(work, items, out))
    process.start()
    results = [out.get() for _ in items]
    process.join()
    return results
