"""Waits for whoever ends next, and joins each as it ends."""

from multiprocessing.connection import wait


def start_all(ctx, greet, jobs):
    team = [ctx.Process(target=greet, args=(who,), kwargs=options, name=name) for name, who, options in jobs]
    for process in team:
        process.start()
    running = {process.sentinel: process for process in team}
    while running:
        for sentinel in wait(list(running)):
            running.pop(sentinel).join()
    return [process.pid for process in team]
