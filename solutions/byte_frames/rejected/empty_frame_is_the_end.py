# loses test_frames_fill_the_buffer: failed

"""An empty frame is false, and so it is taken for the end."""

from multiprocessing import BufferTooShort
from multiprocessing.connection import Connection


def send_blocks(conn: Connection, data, block: int) -> int:
    size = memoryview(data).nbytes
    frames = 0
    for start in range(0, size, block):
        conn.send_bytes(data, start, min(block, size - start))
        frames += 1
    conn.close()
    return frames


def receive_into(conn: Connection, buffer: bytearray) -> int:
    filled = 0
    try:
        while frame := conn.recv_bytes():
            if filled + len(frame) > len(buffer):
                raise BufferTooShort(frame)
            buffer[filled : filled + len(frame)] = frame
            filled += len(frame)
    except EOFError:
        pass
    return filled


def receive_limited(conn: Connection, limit: int) -> bytes | None:
    try:
        return conn.recv_bytes(limit)
    except OSError:
        return None


def pending(conn: Connection) -> list[bytes]:
    frames = []
    try:
        while conn.poll():
            frames.append(conn.recv_bytes())
    except EOFError:
        pass
    return frames
