# loses test_all_sources_at_once: deadlock

"""One source after the other is started, read to its end and joined: no copies are left, and nothing runs at once."""

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
    streams = []
    for source in sources:
        reader, writer = ctx.Pipe(duplex=False)
        process = ctx.Process(target=source, args=(writer,))
        process.start()
        writer.close()
        stream = []
        try:
            while True:
                stream.append(reader.recv())
        except EOFError:
            streams.append(stream)
        process.join()
    return streams
