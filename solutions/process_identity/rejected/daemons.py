# loses test_line: error

"""The children are daemons, and a daemon is not allowed to have children."""

import multiprocessing


def card():
    me = multiprocessing.current_process()
    parent = multiprocessing.parent_process()
    return {"pid": me.pid, "name": me.name, "daemon": me.daemon, "parent": parent.pid if parent else None}


def family(ctx, report, generations):
    mine = card()
    report(mine)
    if generations > 0:
        child = ctx.Process(target=family, args=(ctx, report, generations - 1), name=mine["name"] + ".1", daemon=True)
        child.start()
        child.join()
