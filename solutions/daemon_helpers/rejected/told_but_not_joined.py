# loses test_leader_is_told: failed
# loses test_work_raises: failed

"""The leader is told, but session does not wait until it has ended."""


def session(ctx, helper, leader, work):
    stop = ctx.Event()
    background = ctx.Process(target=helper, daemon=True)
    chief = ctx.Process(target=leader, args=(stop,))
    background.start()
    chief.start()
    try:
        return work()
    finally:
        stop.set()
