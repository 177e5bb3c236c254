# loses test_own_process: failed
# loses test_arguments: failed
# loses test_names: failed
# loses test_all_at_once: failed
# loses test_returns_last: failed
# loses test_pids_in_order: failed

"""`(who)` is a string and no tuple, so greet is to be called with one argument a letter, which fails in the child."""


def start_all(ctx, greet, jobs):
    team = [ctx.Process(target=greet, args=(who), kwargs=options, name=name) for name, who, options in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return [process.pid for process in team]
