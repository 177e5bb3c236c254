# loses test_own_process: failed
# loses test_names: failed
# loses test_all_at_once: deadlock
# loses test_pids_in_order: deadlock

"""The target is called while the Process is being described, and the process gets what it returned: None."""


def start_all(ctx, greet, jobs):
    team = [ctx.Process(target=greet(who, **options), name=name) for name, who, options in jobs]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return [process.pid for process in team]
