# loses test_own_process: leaked
# loses test_arguments: leaked
# loses test_names: leaked
# loses test_all_at_once: leaked
# loses test_returns_last: leaked
# loses test_pids_in_order: leaked

"""Started, and never waited for."""


def start_all(ctx, greet, jobs):
    team = [ctx.Process(target=greet, args=(who,), kwargs=options, name=name) for name, who, options in jobs]
    for process in team:
        process.start()
    return [process.pid for process in team]
