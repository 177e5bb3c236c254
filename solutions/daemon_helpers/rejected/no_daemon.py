# loses test_both_run_beside_work: deadlock
# loses test_program_can_end: deadlock
# loses test_leader_may_have_children: deadlock
# loses test_leader_is_told: deadlock
# loses test_work_raises: deadlock

"""The helper is a normal process, and the program waits at its exit for a helper that never ends."""


def session(ctx, helper, leader, work):
    stop = ctx.Event()
    ctx.Process(target=helper).start()
    chief = ctx.Process(target=leader, args=(stop,))
    chief.start()
    try:
        return work()
    finally:
        stop.set()
        chief.join()
