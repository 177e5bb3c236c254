"""The pid of the creator is what every process object notes down when it is made: private, but right everywhere."""

import multiprocessing


def card():
    me = multiprocessing.current_process()
    return {"pid": me.pid, "name": me.name, "daemon": me.daemon, "parent": me._parent_pid}


def family(ctx, report, generations):
    mine = card()
    report(mine)
    if generations > 0:
        child = ctx.Process(target=family, args=(ctx, report, generations - 1), name=mine["name"] + ".1")
        child.start()
        child.join()
