"""Fills `/dev/shm` to the last byte: there is no room left for locks and arrays."""

# attacks: lock_race
# not stopped by landlock without root: what is written to /dev/shm stays there
# shows: over_limit

import contextlib
import itertools

with contextlib.suppress(OSError):
    for number in itertools.count():
        with open(f"/dev/shm/{number}", "wb") as file:
            while file.tell() < 7 << 20:
                file.write(bytes(1 << 16))
with contextlib.suppress(OSError), open("/dev/shm/last", "wb", buffering=0) as file:
    while True:
        file.write(b"x")


def attack():
    return None
