# loses test_pid[fork]: failed
# loses test_line[fork]: failed

"""The pid is asked for once, at the import: a forked child gets a copy of what main was told."""

import multiprocessing
import os

PID = os.getpid()


def card():
    me = multiprocessing.current_process()
    parent = multiprocessing.parent_process()
    return {"pid": PID, "name": me.name, "daemon": me.daemon, "parent": parent.pid if parent else None}


def family(ctx, report, generations):
    mine = card()
    report(mine)
    if generations > 0:
        child = ctx.Process(target=family, args=(ctx, report, generations - 1), name=mine["name"] + ".1")
        child.start()
        child.join()
