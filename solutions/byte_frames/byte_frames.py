"""Frames of bytes: what a connection carries when nothing is pickled."""

from multiprocessing.connection import Connection


def send_blocks(conn: Connection, data, block: int) -> int:
    """Send the bytes-like object `data` in frames of `block` bytes, the last one perhaps shorter; then close `conn`.

    Sizes count bytes, also where `data` has larger items (array("i"), memoryview). Returns the number of frames, 0 for
    no data.
    """
    size = memoryview(data).nbytes
    starts = range(0, size, block)
    for start in starts:
        conn.send_bytes(data, start, min(block, size - start))
    conn.close()
    return len(starts)


def receive_into(conn: Connection, buffer: bytearray) -> int:
    """Put the bytes of all frames one behind the other into `buffer`, until the end of file; return how many bytes.

    An empty frame is a frame like others. Raises multiprocessing.BufferTooShort at a frame for which there is no room
    left; the frames before it are then in `buffer`, whose length never changes.
    """
    filled = 0
    while True:
        try:
            filled += conn.recv_bytes_into(buffer, filled)
        except EOFError:
            return filled


def receive_limited(conn: Connection, limit: int) -> bytes | None:
    """Return the next frame of the one-way read end `conn`; EOFError if there is none any more.

    A frame of more than `limit` bytes is refused: the result is None and `conn` is closed.
    """
    try:
        return conn.recv_bytes(limit)
    except OSError:
        conn.close()
        return None


def pending(conn: Connection) -> list[bytes]:
    """Return all frames that have arrived, without ever waiting.

    It is [] if there are none, also when the other end is closed. Frames are at most 512 bytes long.
    """
    frames = []
    try:
        while conn.poll():
            frames.append(conn.recv_bytes())
    except EOFError:
        pass
    return frames
