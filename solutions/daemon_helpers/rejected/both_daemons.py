# loses test_both_run_beside_work: failed
# loses test_leader_may_have_children: failed
# loses test_leader_is_told: failed
# loses test_work_raises: failed

"""The leader is a daemon too, and daemons may not have children."""


def session(ctx, helper, leader, work):
    stop = ctx.Event()
    background = ctx.Process(target=helper, daemon=True)
    chief = ctx.Process(target=leader, args=(stop,), daemon=True)
    background.start()
    chief.start()
    try:
        return work()
    finally:
        stop.set()
        chief.join()
