"""How `connect` and `gather` are called: with sources and sinks that never close anything."""

import sys
from functools import partial

from grader.inside import mark


def flow(submission, ctx, *, messages, size, code):
    """A source sends `messages` times `size` bytes and ends with exit code `code`; the sink receives until EOFError.

    The sink marks `got` with the number of messages; returns what `connect` returned.
    """
    return submission.connect(ctx, partial(send_some, messages, size, code), receive_to_the_end)


def nobody_reads(submission, ctx):
    """The sink receives one message and ends, the source has much more to send; returns what `connect` returned.

    The source marks `broken` when a send raises BrokenPipeError.
    """
    return submission.connect(ctx, send_until_broken, receive_one)


def streams(submission, ctx, *, counts, sizes):
    """Gather from sources of which number k sends counts[k] messages with sizes[k] bytes each.

    Each message begins with the numbers of source and message; returns these pairs, stream by stream.
    """
    sources = [
        partial(send_numbered, k, count, size) for k, (count, size) in enumerate(zip(counts, sizes, strict=True))
    ]
    return [[message[:2] for message in stream] for stream in submission.gather(ctx, sources)]


def meet(submission, ctx, *, parties):
    """Gather from so many sources, each of which marks `there`, waits for all others and then sends its number."""
    barrier = ctx.Barrier(parties)
    return submission.gather(ctx, [partial(send_when_all_are_there, barrier, k) for k in range(parties)])


def send_some(messages, size, code, write_end):
    """A source."""
    for _ in range(messages):
        write_end.send(bytes(size))
    sys.exit(code)


def receive_to_the_end(read_end):
    """A sink."""
    got = 0
    try:
        while True:
            read_end.recv()
            got += 1
    except EOFError:
        mark("got", got)


def send_until_broken(write_end):
    """A source with ten million bytes to send."""
    try:
        for _ in range(200):
            write_end.send(bytes(50_000))
    except BrokenPipeError:
        mark("broken")


def receive_one(read_end):
    """A sink that has enough after one message."""
    read_end.recv()


def send_numbered(number, count, size, write_end):
    """A source of `streams`."""
    for i in range(count):
        write_end.send((number, i, bytes(size)))


def send_when_all_are_there(barrier, number, write_end):
    """A source of `meet`."""
    mark("there", number)
    barrier.wait()
    write_end.send(number)
