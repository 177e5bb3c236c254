# loses test_no_message_is_torn: error
# loses test_large_answers_stay_whole: skipped
# loses test_a_long_item_holds_nobody_up: skipped
# loses test_side_by_side: skipped
# loses test_fewer_items_than_workers: skipped

"""A lock keeps the workers' answers whole, but they still receive their orders from one end, and tear them."""

from collections.abc import Callable
from multiprocessing.context import BaseContext


def _worker(conn, sending, work):
    while (order := conn.recv()) is not None:
        item = order[0]
        answer = (item, work(item))
        with sending:
            conn.send(answer)


def farm(ctx: BaseContext, work: Callable, items: list[int], workers: int) -> list[tuple]:
    here, there = ctx.Pipe()
    sending = ctx.Lock()
    team = [ctx.Process(target=_worker, args=(there, sending, work)) for _ in range(workers)]
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
