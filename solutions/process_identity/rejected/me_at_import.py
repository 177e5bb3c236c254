# loses test_pid: failed
# loses test_name_and_daemon: failed
# loses test_line: failed

"""The process is asked for once, at the import: under fork that was in main, and elsewhere before the child was itself."""

import multiprocessing

ME = multiprocessing.current_process()


def card():
    parent = multiprocessing.parent_process()
    return {"pid": ME.pid, "name": ME.name, "daemon": ME.daemon, "parent": parent.pid if parent else None}


def family(ctx, report, generations):
    mine = card()
    report(mine)
    if generations > 0:
        child = ctx.Process(target=family, args=(ctx, report, generations - 1), name=mine["name"] + ".1")
        child.start()
        child.join()
