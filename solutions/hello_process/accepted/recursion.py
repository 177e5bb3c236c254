"""Start the first, leave the rest to a call of the same kind, and join the first on the way back."""


def start_all(ctx, greet, jobs):
    if not jobs:
        return []
    (name, who, options), *rest = jobs
    process = ctx.Process(target=greet, args=(who,), kwargs=options, name=name)
    process.start()
    pids = [process.pid, *start_all(ctx, greet, rest)]
    process.join()
    return pids
