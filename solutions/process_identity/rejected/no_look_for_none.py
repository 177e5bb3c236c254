# loses test_main_process: error
# loses test_line: error

"""Main has no parent process, and None has no pid."""

import multiprocessing


def card():
    me = multiprocessing.current_process()
    return {
        "pid": me.pid,
        "name": me.name,
        "daemon": me.daemon,
        "parent": multiprocessing.parent_process().pid,
    }


def family(ctx, report, generations):
    mine = card()
    report(mine)
    if generations > 0:
        child = ctx.Process(target=family, args=(ctx, report, generations - 1), name=mine["name"] + ".1")
        child.start()
        child.join()
