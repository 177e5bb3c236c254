"""The child is told by its parent who that is, and what it is called itself."""

import functools
import multiprocessing
import os


def card(name=None, parent=None):
    me = multiprocessing.current_process()
    if parent is None:
        parent = getattr(multiprocessing.parent_process(), "pid", None)
    return {"pid": os.getpid(), "name": name or me.name, "daemon": me.daemon, "parent": parent}


def family(ctx, report, generations, describe=card):
    mine = describe()
    report(mine)
    if generations:
        name = mine["name"] + ".1"
        describe = functools.partial(card, name, mine["pid"])
        child = ctx.Process(target=family, args=(ctx, report, generations - 1, describe), name=name)
        child.start()
        child.join()
