"""One pipe each: workers that exchange orders and answers with main."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext


def _worker(conn: Connection, work: Callable) -> None:
    while (order := conn.recv()) is not None:
        item = order[0]
        conn.send((item, work(item)))


def farm(ctx: BaseContext, work: Callable, items: list[int], workers: int) -> list[tuple]:
    """Do work(item) for all items in `workers` processes, which exchange orders and answers with main over pipes.

    A worker that has finished an item gets the next one: a long item never holds up the others. work never raises, and
    reaches a process only as an argument of Process.
    Returns the pairs (item, work(item)), in any order, when all workers have ended by themselves with exit code 0 and
    are joined.
    """
    here, there = ctx.Pipe()
    team = [ctx.Process(target=_worker, args=(there, work)) for _ in range(workers)]
    for process in team:
        process.start()
    for item in items:
        here.send((item,))
    pairs = [here.recv() for _ in items]
    for _ in team:
        here.send(None)
    for process in team:
        process.join()
    return pairs
