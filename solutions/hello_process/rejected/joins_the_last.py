# loses test_all_at_once: leaked
# loses test_returns_last: leaked
# loses test_pids_in_order: leaked

"""The second loop has a name of its own for the process but joins that of the first: the last one, again and again."""


def start_all(ctx, greet, jobs):
    team = []
    for name, who, options in jobs:
        process = ctx.Process(target=greet, args=(who,), kwargs=options, name=name)
        process.start()
        team.append(process)
    for _ in team:
        process.join()
    return [process.pid for process in team]
