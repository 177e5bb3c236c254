# loses test_work_raises: deadlock

"""Where work raises, the leader is never told, and the program waits for it at its exit."""


def session(ctx, helper, leader, work):
    stop = ctx.Event()
    background = ctx.Process(target=helper, daemon=True)
    chief = ctx.Process(target=leader, args=(stop,))
    background.start()
    chief.start()
    result = work()
    stop.set()
    chief.join()
    return result
