# loses test_a_long_item_holds_nobody_up: deadlock

"""Main listens to one worker after the other: while it waits for a long item, nobody gets the next one."""

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
    for start in range(0, len(items), workers):
        batch = items[start : start + workers]
        for conn, item in zip(connections, batch):
            conn.send((item,))
        for conn, _ in zip(connections, batch):
            pairs.append(conn.recv())
    for conn in connections:
        conn.send(None)
    for process in team:
        process.join()
    return pairs
