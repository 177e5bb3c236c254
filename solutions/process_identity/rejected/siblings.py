# loses test_line: failed

"""One process starts them all, one after the other: they are children of the same parent, not descendants."""

import multiprocessing


def card():
    me = multiprocessing.current_process()
    parent = multiprocessing.parent_process()
    return {"pid": me.pid, "name": me.name, "daemon": me.daemon, "parent": parent.pid if parent else None}


def family(ctx, report, generations):
    mine = card()
    report(mine)
    name = mine["name"]
    for _ in range(generations):
        name += ".1"
        child = ctx.Process(target=report_card, args=(report,), name=name)
        child.start()
        child.join()


def report_card(report):
    report(card())
