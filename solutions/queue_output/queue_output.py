"""Whose result is it? Several processes answer over one queue, and each answer must find its place."""

from collections.abc import Callable


def _job(work, number, item, out):
    out.put((number, work(item)))


def gather(ctx, work: Callable, items: list) -> list:
    """Call work(item) for every item, each in a process of its own, all of them at once.

    ctx: a multiprocessing context.
    work: never raises; its results are small (all together below 4 KiB); it reaches a process only as an argument
    of Process.
    items: may be empty, may hold equal and unhashable values.
    Returns [work(item) for item in items], in the order of `items`, when every process has ended and is joined.
    """
    out = ctx.Queue()
    team = [ctx.Process(target=_job, args=(work, number, item, out)) for number, item in enumerate(items)]
    for process in team:
        process.start()
    results = [None] * len(items)
    for _ in team:
        number, result = out.get()
        results[number] = result
    for process in team:
        process.join()
    return results
