"""A lock made at module level: one lock under fork, one for each process under spawn."""

import multiprocessing

LOCK = None


def lock(ctx):
    global LOCK
    LOCK = LOCK or ctx.Lock()
    return LOCK


def add(value):
    with lock(multiprocessing.get_context()):
        value.value += 1


def program(ctx):
    lock(ctx)
    value = ctx.RawValue("q", 0)
    team = [ctx.Process(target=add, args=(value,)) for _ in range(2)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    assert value.value == 2
