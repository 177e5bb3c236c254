"""The sink is started last, when main has closed the write end: it can inherit none. Every source closes all that it inherited."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext


def connect(
    ctx: BaseContext, source: Callable[[Connection], object], sink: Callable[[Connection], object]
) -> list[int]:
    reader, writer = ctx.Pipe(duplex=False)
    first = ctx.Process(target=_source_without, args=(source, writer, [reader]))
    first.start()
    writer.close()
    second = ctx.Process(target=sink, args=(reader,))
    second.start()
    reader.close()
    first.join()
    second.join()
    return [first.exitcode, second.exitcode]


def _source_without(source, writer, others):
    for other in others:
        other.close()
    source(writer)


def gather(ctx: BaseContext, sources: list[Callable[[Connection], object]]) -> list[list]:
    pipes = [ctx.Pipe(duplex=False) for _ in sources]
    ends = [end for pipe in pipes for end in pipe]
    team = []
    for source, (_, writer) in zip(sources, pipes):
        others = [end for end in ends if end is not writer]
        team.append(ctx.Process(target=_source_without, args=(source, writer, others)))
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
