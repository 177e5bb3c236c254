"""The pipe stays shared, but a lock is held round every `recv` of the workers, and another one round every `send`."""

from collections.abc import Callable
from multiprocessing.context import BaseContext


def _worker(conn, receiving, sending, work):
    while True:
        with receiving:
            order = conn.recv()
        if order is None:
            return
        item = order[0]
        answer = (item, work(item))
        with sending:
            conn.send(answer)


def farm(ctx: BaseContext, work: Callable, items: list[int], workers: int) -> list[tuple]:
    here, there = ctx.Pipe()
    receiving, sending = ctx.Lock(), ctx.Lock()
    team = [ctx.Process(target=_worker, args=(there, receiving, sending, work)) for _ in range(workers)]
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
