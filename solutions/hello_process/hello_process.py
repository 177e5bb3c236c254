"""Start them all, then wait for them all: the life of a process, from its description to its end."""


def start_all(ctx, greet, jobs):
    """Run every job in a process of its own, all of them at the same time, and return once all have ended.

    ctx: the multiprocessing context that makes the processes.
    greet: callable, called in the new process as greet(who, **options).
    jobs: list of (name, who, options): the name of the process (str), one argument (str), keyword arguments (dict).
    Returns the pids of the processes, in the order of jobs.
    """
    team = [ctx.Process(target=greet, args=(who,), kwargs=options, name=name) for name, who, options in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return [process.pid for process in team]
