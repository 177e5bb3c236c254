"""Many processes, each of them within its own limit, take memory together."""

# attacks: lock_race
# limits: total_memory_bytes = 268435456
# shows: over_limit

import os
import signal

for _ in range(40):
    if os.fork() == 0:
        block = b"x" * (200 << 20)
        signal.pause()
signal.pause()
