"""Frames of bytes: what a connection carries when nothing is pickled."""

from multiprocessing.connection import Connection


def send_blocks(conn: Connection, data, block: int) -> int:
    """Send the bytes-like object `data` in frames of `block` bytes, the last one perhaps shorter; then close `conn`.

    Sizes count bytes, also where `data` has larger items (array("i"), memoryview). Returns the number of frames, 0 for
    no data.
    """
    raise NotImplementedError


def receive_into(conn: Connection, buffer: bytearray) -> int:
    """Put the bytes of all frames one behind the other into `buffer`, until the end of file; return how many bytes.

    An empty frame is a frame like others. Raises multiprocessing.BufferTooShort at a frame for which there is no room
    left; the frames before it are then in `buffer`, whose length never changes.
    """
    raise NotImplementedError


def receive_limited(conn: Connection, limit: int) -> bytes | None:
    """Return the next frame of the one-way read end `conn`; EOFError if there is none any more.

    A frame of more than `limit` bytes is refused: the result is None and `conn` is closed.
    """
    raise NotImplementedError


def pending(conn: Connection) -> list[bytes]:
    """Return all frames that have arrived, without ever waiting.

    It is [] if there are none, also when the other end is closed. Frames are at most 512 bytes long.
    """
    raise NotImplementedError
