"""Slices of a memoryview of bytes, sizes checked by hand, and `wait` with a limit of 0 in place of `poll`."""

from multiprocessing import BufferTooShort
from multiprocessing.connection import Connection, wait


def send_blocks(conn: Connection, data, block: int) -> int:
    view = memoryview(data).cast("B")
    pieces = [view[start : start + block] for start in range(0, len(view), block)]
    with conn:
        for piece in pieces:
            conn.send_bytes(piece)
    return len(pieces)


def receive_into(conn: Connection, buffer: bytearray) -> int:
    filled = 0
    while True:
        try:
            frame = conn.recv_bytes()
        except EOFError:
            return filled
        if len(frame) > len(buffer) - filled:
            raise BufferTooShort(frame)
        buffer[filled : filled + len(frame)] = frame
        filled += len(frame)


def receive_limited(conn: Connection, limit: int) -> bytes | None:
    frame = conn.recv_bytes()
    if len(frame) > limit:
        conn.close()
        return None
    return frame


def pending(conn: Connection) -> list[bytes]:
    frames = []
    while wait([conn], 0):
        try:
            frames.append(conn.recv_bytes())
        except EOFError:
            break
    return frames
