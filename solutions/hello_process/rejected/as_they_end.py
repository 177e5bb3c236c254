# loses test_pids_in_order: failed

"""The pids are collected as the processes end, and who ends first is nobody's choice."""

from multiprocessing.connection import wait


def start_all(ctx, greet, jobs):
    team = [ctx.Process(target=greet, args=(who,), kwargs=options, name=name) for name, who, options in jobs]
    for process in team:
        process.start()
    running = {process.sentinel: process for process in team}
    pids = []
    while running:
        for sentinel in wait(list(running)):
            process = running.pop(sentinel)
            process.join()
            pids.append(process.pid)
    return pids
