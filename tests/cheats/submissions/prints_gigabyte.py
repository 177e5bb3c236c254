"""Prints a gigabyte, in lines."""

# attacks: lock_race
# shows: over_limit

import contextlib
import os

line = b"passed " * 9 + b"\n"
with contextlib.suppress(OSError):
    for _ in range(1024):
        os.write(1, line * (1 << 14))
os._exit(0)
