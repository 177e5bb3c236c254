# loses test_pending_never_waits: failed

"""Only the first of the frames that have arrived is handed out."""

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
    try:
        return [conn.recv_bytes()] if conn.poll() else []
    except EOFError:
        return []
