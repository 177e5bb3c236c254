# loses test_the_reader_sees_the_end[fork]: failed
# loses test_the_reader_sees_the_end[spawn]: error
# loses test_more_than_a_pipe_holds[fork]: failed
# loses test_more_than_a_pipe_holds[spawn]: error
# loses test_the_writer_sees_that_nobody_reads[fork]: failed
# loses test_the_writer_sees_that_nobody_reads[spawn]: error

"""Main closes the write end before the source is started, so there is nothing left to hand over."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext


def connect(
    ctx: BaseContext, source: Callable[[Connection], object], sink: Callable[[Connection], object]
) -> list[int]:
    reader, writer = ctx.Pipe(duplex=False)
    first = ctx.Process(target=_only, args=(source, writer, reader))
    second = ctx.Process(target=_only, args=(sink, reader, writer))
    writer.close()
    first.start()
    second.start()
    reader.close()
    first.join()
    second.join()
    return [first.exitcode, second.exitcode]


def _only(function, mine, other):
    other.close()
    function(mine)


def gather(ctx: BaseContext, sources: list[Callable[[Connection], object]]) -> list[list]:
    team, readers = [], []
    for source in sources:
        reader, writer = ctx.Pipe(duplex=False)
        process = ctx.Process(target=source, args=(writer,))
        process.start()
        writer.close()
        team.append(process)
        readers.append(reader)
    streams = [_until_the_end(reader) for reader in readers]
    for process in team:
        process.join()
    return streams


def _until_the_end(reader):
    stream = []
    while True:
        try:
            stream.append(reader.recv())
        except EOFError:
            return stream
