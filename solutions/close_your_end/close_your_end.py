"""Keep only your own end: who holds a copy of a pipe's end decides when the other side learns that it is over."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext


def connect(
    ctx: BaseContext, source: Callable[[Connection], object], sink: Callable[[Connection], object]
) -> list[int]:
    """Run source(write_end) in one process and sink(read_end) in another, joined by a one-way pipe.

    Returns their exit codes. source and sink never close anything, and reach a process only as arguments of Process.
    sink receives until EOFError: it must come as soon as the source's process has ended. If the sink's process ends
    first, the source's next send must raise BrokenPipeError instead of waiting.
    """
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


def _only(function: Callable[[Connection], object], mine: Connection, other: Connection) -> None:
    other.close()
    function(mine)


def gather(ctx: BaseContext, sources: list[Callable[[Connection], object]]) -> list[list]:
    """Run every source in a process of its own, all at once, each with the write end of a pipe of its own.

    The sources never close anything, and reach a process only as arguments of Process; any of them may send more than a
    pipe holds. Returns, for each source in order, the list of what it sent until its end of file, when every process
    has ended and is joined.
    """
    team, readers = [], []
    for source in sources:
        reader, writer = ctx.Pipe(duplex=False)
        process = ctx.Process(target=source, args=(writer,))
        process.start()
        writer.close()  # so that the next source inherits no copy
        team.append(process)
        readers.append(reader)
    streams = [_until_the_end(reader) for reader in readers]
    for process in team:
        process.join()
    return streams


def _until_the_end(reader: Connection) -> list:
    stream = []
    while True:
        try:
            stream.append(reader.recv())
        except EOFError:
            return stream
