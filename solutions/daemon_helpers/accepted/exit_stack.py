"""An ExitStack calls what is to happen on the way out, the last first."""

import contextlib


def session(ctx, helper, leader, work):
    ctx.Process(target=helper, daemon=True).start()
    stop = ctx.Event()
    chief = ctx.Process(target=leader, args=(stop,))
    with contextlib.ExitStack() as on_the_way_out:
        chief.start()
        on_the_way_out.callback(chief.join)
        on_the_way_out.callback(stop.set)
        return work()
