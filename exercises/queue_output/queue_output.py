"""Whose result is it? Several processes answer over one queue, and each answer must find its place."""

from collections.abc import Callable


def _job(work, item, out):
    out.put(work(item))


def gather(ctx, work: Callable, items: list) -> list:
    """Call work(item) for every item, each in a process of its own, all of them at once.

    ctx: a multiprocessing context.
    work: never raises; its results are small (all together below 4 KiB); it reaches a process only as an argument
    of Process.
    items: may be empty, may hold equal and unhashable values.
    Returns [work(item) for item in items], in the order of `items`, when every process has ended and is joined.
    """
    out = ctx.Queue()
    team = [ctx.Process(target=_job, args=(work, item, out)) for item in items]
    for process in team:
        process.start()
    results = [out.get() for _ in team]
    for process in team:
        process.join()
    return results
