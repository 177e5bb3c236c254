# loses test_frames_have_the_asked_size: failed

"""The blocks are sent and the end stays open: only the end of the process closes it."""

from multiprocessing.connection import Connection


def send_blocks(conn: Connection, data, block: int) -> int:
    size = memoryview(data).nbytes
    frames = 0
    for start in range(0, size, block):
        conn.send_bytes(data, start, min(block, size - start))
        frames += 1
    return frames


def receive_into(conn: Connection, buffer: bytearray) -> int:
    filled = 0
    while True:
        try:
            filled += conn.recv_bytes_into(buffer, filled)
        except EOFError:
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
