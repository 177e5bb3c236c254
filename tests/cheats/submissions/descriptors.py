"""Opens files until it gets no more descriptors, and asks for its tools then."""

# attacks: lock_race
# shows: over_limit

import contextlib
import os


def attack():
    with contextlib.suppress(OSError):
        while True:
            os.open("/dev/null", os.O_RDONLY)
