# loses test_both_run_beside_work: deadlock
# loses test_program_can_end: deadlock
# loses test_leader_may_have_children: deadlock
# loses test_leader_is_told: deadlock
# loses test_work_raises: deadlock

"""The flag is set after `start()`: that raises, and the helper, which is no daemon, keeps the program alive."""


def session(ctx, helper, leader, work):
    stop = ctx.Event()
    background = ctx.Process(target=helper)
    chief = ctx.Process(target=leader, args=(stop,))
    background.start()
    background.daemon = True
    chief.start()
    try:
        return work()
    finally:
        stop.set()
        chief.join()
