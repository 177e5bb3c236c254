# loses test_a_long_frame_is_refused: failed

"""The long frame is received like any other and thrown away: the connection stays open."""

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
    frame = conn.recv_bytes()
    if len(frame) > limit:
        return None
    return frame


def pending(conn: Connection) -> list[bytes]:
    frames = []
    try:
        while conn.poll():
            frames.append(conn.recv_bytes())
    except EOFError:
        pass
    return frames
