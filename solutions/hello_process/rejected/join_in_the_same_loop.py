# loses test_all_at_once: deadlock
# loses test_pids_in_order: deadlock

"""Each process is joined right after its start, so there is never more than one."""


def start_all(ctx, greet, jobs):
    pids = []
    for name, who, options in jobs:
        process = ctx.Process(target=greet, args=(who,), kwargs=options, name=name)
        process.start()
        pids.append(process.pid)
        process.join()
    return pids
