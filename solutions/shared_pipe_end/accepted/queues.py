"""Two Queues: any number of processes may use either side."""

from collections.abc import Callable
from multiprocessing.context import BaseContext


def _worker(orders, answers, work):
    while (order := orders.get()) is not None:
        item = order[0]
        answers.put((item, work(item)))


def farm(ctx: BaseContext, work: Callable, items: list[int], workers: int) -> list[tuple]:
    orders, answers = ctx.Queue(), ctx.Queue()
    team = [ctx.Process(target=_worker, args=(orders, answers, work)) for _ in range(workers)]
    for process in team:
        process.start()
    for item in items:
        orders.put((item,))
    pairs = [answers.get() for _ in items]
    for _ in team:
        orders.put(None)
    for process in team:
        process.join()
    return pairs
