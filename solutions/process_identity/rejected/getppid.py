# loses test_parent[forkserver]: failed
# loses test_line[forkserver]: failed

"""`os.getppid()` tells who forked this process: under forkserver that is the fork server, and not who asked for it."""

import multiprocessing
import os


def card():
    me = multiprocessing.current_process()
    parent = None if me.name == "MainProcess" else os.getppid()
    return {"pid": os.getpid(), "name": me.name, "daemon": me.daemon, "parent": parent}


def family(ctx, report, generations):
    mine = card()
    report(mine)
    if generations > 0:
        child = ctx.Process(target=family, args=(ctx, report, generations - 1), name=mine["name"] + ".1")
        child.start()
        child.join()
