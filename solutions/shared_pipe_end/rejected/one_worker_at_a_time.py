# loses test_a_long_item_holds_nobody_up: deadlock
# loses test_side_by_side: deadlock

"""Main sends an item and waits for its answer before it turns to the next worker: only one works at a time."""

from collections.abc import Callable
from multiprocessing.context import BaseContext


def _worker(conn, work):
    while (order := conn.recv()) is not None:
        item = order[0]
        conn.send((item, work(item)))


def farm(ctx: BaseContext, work: Callable, items: list[int], workers: int) -> list[tuple]:
    team, connections = [], []
    for _ in range(workers):
        here, there = ctx.Pipe()
        process = ctx.Process(target=_worker, args=(there, work))
        process.start()
        there.close()
        team.append(process)
        connections.append(here)
    pairs = []
    for k, item in enumerate(items):
        conn = connections[k % workers]
        conn.send((item,))
        pairs.append(conn.recv())
    for conn in connections:
        conn.send(None)
    for process in team:
        process.join()
    return pairs
