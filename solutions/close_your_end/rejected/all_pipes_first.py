# loses test_every_stream_ends_by_itself[fork]: deadlock

"""All pipes are made first: a forked source has a copy of every write end, and the end of one stream hangs on the others."""

from collections.abc import Callable
from multiprocessing.connection import Connection
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
    streams = []
    for reader, _ in pipes:
        stream = []
        try:
            while True:
                stream.append(reader.recv())
        except EOFError:
            streams.append(stream)
    for process in team:
        process.join()
    return streams
