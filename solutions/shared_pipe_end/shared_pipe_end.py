"""One pipe each: workers that exchange orders and answers with main."""

from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
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
    team, connections = [], []
    for _ in range(workers):
        here, there = ctx.Pipe()
        process = ctx.Process(target=_worker, args=(there, work))
        process.start()
        there.close()
        team.append(process)
        connections.append(here)
    pairs = _deal(connections, items)
    for conn in connections:
        conn.send(None)
    for process in team:
        process.join()
    return pairs


def _deal(connections: list[Connection], items: list[int]) -> list[tuple]:
    """Give each worker one item, and the next one to whoever has answered, until all are answered."""
    rest = deque(items)
    busy = connections[: len(rest)]
    for conn in busy:
        conn.send((rest.popleft(),))
    pairs = []
    while busy:
        for conn in wait(busy):
            pairs.append(conn.recv())
            if rest:
                conn.send((rest.popleft(),))
            else:
                busy.remove(conn)
    return pairs
