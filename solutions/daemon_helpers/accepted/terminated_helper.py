"""The helper is a normal process, but ended and joined on every way out: the promise is kept without the flag."""


def session(ctx, helper, leader, work):
    stop = ctx.Event()
    background = ctx.Process(target=helper)
    chief = ctx.Process(target=leader, args=(stop,))
    background.start()
    chief.start()
    try:
        return work()
    finally:
        stop.set()
        chief.join()
        background.terminate()
        background.join()
