# loses test_line: failed

"""The card of the child is made by the parent: arguments are worked out before there is a child."""

import multiprocessing


def card():
    me = multiprocessing.current_process()
    parent = multiprocessing.parent_process()
    return {"pid": me.pid, "name": me.name, "daemon": me.daemon, "parent": parent.pid if parent else None}


def family(ctx, report, generations):
    descend(ctx, report, generations, card())


def descend(ctx, report, generations, mine):
    report(mine)
    if generations > 0:
        name = multiprocessing.current_process().name + ".1"
        child = ctx.Process(target=descend, args=(ctx, report, generations - 1, card()), name=name)
        child.start()
        child.join()
