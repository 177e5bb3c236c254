"""Makes a million small files."""

# attacks: lock_race
# not stopped by landlock without root: what is written to /dev/shm stays there
# limits: cpu_s = 1.0
# shows: over_limit

import contextlib
import os

for place in ("/tmp", "/dev/shm"):
    with contextlib.suppress(OSError):
        for number in range(1_000_000):
            os.close(os.open(f"{place}/{number}", os.O_CREAT | os.O_WRONLY))


def attack():
    return None
