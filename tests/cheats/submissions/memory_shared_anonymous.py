"""Memory that many processes share and no file names, mapped by each of them for a moment only."""

# attacks: lock_race
# limits: total_memory_bytes = 268435456
# shows: over_limit

import mmap
import os
import signal

for _ in range(40):
    if os.fork() == 0:
        block = mmap.mmap(-1, 200 << 20)
        for at in range(0, len(block), mmap.PAGESIZE):
            block[at] = 1
        signal.pause()
signal.pause()
