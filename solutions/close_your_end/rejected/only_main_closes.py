# loses test_the_reader_sees_the_end[fork]: deadlock
# loses test_more_than_a_pipe_holds[fork]: deadlock
# loses test_the_writer_sees_that_nobody_reads[fork]: deadlock

"""Main closes its copies, the children keep theirs: under fork each has inherited the other's end too."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext


def connect(
    ctx: BaseContext, source: Callable[[Connection], object], sink: Callable[[Connection], object]
) -> list[int]:
    reader, writer = ctx.Pipe(duplex=False)
    first = ctx.Process(target=source, args=(writer,))
    second = ctx.Process(target=sink, args=(reader,))
    first.start()
    second.start()
    reader.close()
    writer.close()
    first.join()
    second.join()
    return [first.exitcode, second.exitcode]


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
