# loses test_a_long_item_holds_nobody_up: deadlock

"""Every worker has its share from the beginning: what comes behind a long item waits, and the others may be idle."""

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
    shares = [items[k::workers] for k in range(workers)]
    for conn, share in zip(connections, shares):
        for item in share:
            conn.send((item,))
    pairs = []
    for conn, share in zip(connections, shares):
        for _ in share:
            pairs.append(conn.recv())
    for conn in connections:
        conn.send(None)
    for process in team:
        process.join()
    return pairs
