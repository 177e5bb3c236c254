# loses test_fewer_items_than_workers: error

"""Every worker gets a first item, even if there is none for it."""

from collections.abc import Callable
from multiprocessing.connection import wait
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
    rest = iter(items)
    for conn in connections:
        conn.send((next(rest),))
    pairs = []
    busy = list(connections)
    while busy:
        for conn in wait(busy):
            pairs.append(conn.recv())
            try:
                conn.send((next(rest),))
            except StopIteration:
                busy.remove(conn)
    for conn in connections:
        conn.send(None)
    for process in team:
        process.join()
    return pairs
