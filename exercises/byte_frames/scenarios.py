"""How the four functions are called. Bytes travel as Latin-1 text: one character for each byte, 0 to 255."""

from array import array
from contextlib import suppress
from multiprocessing import BufferTooShort

from grader.inside import mark


def blocks(submission, ctx, *, data, block, typecode=None):
    """A child sends `data` with `send_blocks`, main receives until EOFError; returns the frames.

    data: text, or with a typecode a list of numbers for an array. See `send_and_tell` for what the child marks.
    """
    reader, writer = ctx.Pipe(duplex=False)
    given = _bytes(data) if typecode is None else array(typecode, data)
    child = ctx.Process(target=send_and_tell, args=(submission.send_blocks, writer, given, block))
    child.start()
    writer.close()
    frames = []
    with suppress(EOFError):
        while True:
            frames.append(_text(reader.recv_bytes()))
    child.join()
    return frames


def into(submission, ctx, *, frames, room):
    """All in main: the frames are sent and the write end is closed, then `receive_into` a buffer of `room` bytes ".".

    Returns what it returned, or "BufferTooShort", and the buffer.
    """
    reader = _with_frames(ctx, frames)
    buffer = bytearray(b"." * room)
    try:
        count = submission.receive_into(reader, buffer)
    except BufferTooShort:
        count = "BufferTooShort"
    return [count, _text(buffer)]


def limited(submission, ctx, *, frames, limit):
    """All in main: the frames are sent and the write end is closed, then `receive_limited` once for each frame.

    (Once, if there is none.) Returns what each call gave, the frame, None or "EOFError"; and whether conn is closed.
    """
    reader = _with_frames(ctx, frames)
    told = []
    for _ in frames or ["none"]:
        try:
            frame = submission.receive_limited(reader, limit)
            told.append(None if frame is None else _text(frame))
        except EOFError:
            told.append("EOFError")
    return [*told, reader.closed]


def arrivals(submission, ctx, *, frames):
    """Main calls `pending` before a child sends the frames, twice after it, and again when the child has ended."""
    reader, writer = ctx.Pipe(duplex=False)
    go, sent, leave = ctx.Event(), ctx.Event(), ctx.Event()
    child = ctx.Process(target=send_when_told, args=(writer, frames, go, sent, leave))
    child.start()
    writer.close()
    seen = [submission.pending(reader)]
    go.set()
    sent.wait()
    seen += [submission.pending(reader), submission.pending(reader)]
    leave.set()
    child.join()
    seen.append(submission.pending(reader))
    return [[_text(frame) for frame in batch] for batch in seen]


def quiet(submission, ctx, *, frames):
    """All in main, and the write end stays open: `pending` before and after the frames are sent; returns both."""
    reader, writer = ctx.Pipe(duplex=False)
    seen = [submission.pending(reader)]
    for frame in frames:
        writer.send_bytes(_bytes(frame))
    seen.append(submission.pending(reader))
    return [[_text(frame) for frame in batch] for batch in seen]


def stream(submission, ctx, *, text, block):
    """`send_blocks` in a child, at the same time `receive_into` a buffer of that length in main.

    Returns what `receive_into` returned, and the buffer.
    """
    reader, writer = ctx.Pipe(duplex=False)
    child = ctx.Process(target=submission.send_blocks, args=(writer, _bytes(text), block))
    child.start()
    writer.close()
    buffer = bytearray(b"." * len(text))
    count = submission.receive_into(reader, buffer)
    child.join()
    return [count, _text(buffer)]


def send_and_tell(send_blocks, writer, data, block):
    """A child: marks `sent` with what `send_blocks` returned, and whether its end is closed."""
    count = send_blocks(writer, data, block)
    mark("sent", [count, writer.closed])


def send_when_told(writer, frames, go, sent, leave):
    """A child: waits, sends, tells so, and closes its end when it is told to leave."""
    go.wait()
    for frame in frames:
        writer.send_bytes(_bytes(frame))
    sent.set()
    leave.wait()
    writer.close()


def _with_frames(ctx, frames):
    reader, writer = ctx.Pipe(duplex=False)
    for frame in frames:
        writer.send_bytes(_bytes(frame))
    writer.close()
    return reader


def _bytes(text):
    return text.encode("latin-1")


def _text(data):
    return data.decode("latin-1")
