# loses test_large_answers_stay_whole: error

"""Each worker has a pipe for its orders, but all send their answers into the same one, and large answers get mixed."""

from collections.abc import Callable
from multiprocessing.context import BaseContext


def _worker(number, orders, answers, work):
    while (order := orders.recv()) is not None:
        item = order[0]
        answers.send((number, item, work(item)))


def farm(ctx: BaseContext, work: Callable, items: list[int], workers: int) -> list[tuple]:
    answers, answer_end = ctx.Pipe(duplex=False)
    team, orders = [], []
    for number in range(workers):
        order_end, conn = ctx.Pipe(duplex=False)
        process = ctx.Process(target=_worker, args=(number, order_end, answer_end, work))
        process.start()
        order_end.close()
        team.append(process)
        orders.append(conn)
    rest = list(items)
    for conn in orders:
        if rest:
            conn.send((rest.pop(0),))
    pairs = []
    while len(pairs) < len(items):
        number, item, answer = answers.recv()
        pairs.append((item, answer))
        if rest:
            orders[number].send((rest.pop(0),))
    for conn in orders:
        conn.send(None)
    for process in team:
        process.join()
    return pairs
