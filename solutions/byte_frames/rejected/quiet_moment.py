# loses test_the_sender_may_be_slow: failed

"""A moment in which nothing is there is taken for the end, although the sender has only not come so far."""

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
        while conn.poll():
            filled += conn.recv_bytes_into(buffer, filled)
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
