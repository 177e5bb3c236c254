"""Main listens to all streams at once: a copy in another source delays an end, but every source ends."""

from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext


def connect(
    ctx: BaseContext, source: Callable[[Connection], object], sink: Callable[[Connection], object]
) -> list[int]:
    reader, writer = ctx.Pipe(duplex=False)
    first = ctx.Process(target=_only, args=(source, writer, reader))
    second = ctx.Process(target=_only, args=(sink, reader, writer))
    first.start()
    second.start()
    reader.close()
    writer.close()
    first.join()
    second.join()
    return [first.exitcode, second.exitcode]


def _only(function, mine, other):
    other.close()
    function(mine)


def gather(ctx: BaseContext, sources: list[Callable[[Connection], object]]) -> list[list]:
    pipes = [ctx.Pipe(duplex=False) for _ in sources]
    team = [ctx.Process(target=source, args=(writer,)) for source, (_, writer) in zip(sources, pipes)]
    for process in team:
        process.start()
    for _, writer in pipes:
        writer.close()
    streams = {reader: [] for reader, _ in pipes}
    still_open = list(streams)
    while still_open:
        for reader in wait(still_open):
            try:
                streams[reader].append(reader.recv())
            except EOFError:
                still_open.remove(reader)
    for process in team:
        process.join()
    return list(streams.values())
