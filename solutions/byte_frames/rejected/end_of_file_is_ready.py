# loses test_pending_never_waits: error

"""Nobody expects that `poll` is True at the end of file, too, and that receiving then raises EOFError."""

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
    while conn.poll():
        frames.append(conn.recv_bytes())
    return frames
