# loses test_own_process: failed
# loses test_names: failed
# loses test_all_at_once: deadlock
# loses test_pids_in_order: deadlock

"""`run()` calls the target right here: no process is ever made."""


def start_all(ctx, greet, jobs):
    team = []
    for name, who, options in jobs:
        process = ctx.Process(target=greet, args=(who,), kwargs=options, name=name)
        process.run()
        team.append(process)
    return [process.pid for process in team]
