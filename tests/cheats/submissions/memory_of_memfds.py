"""Memory that is in no address space: files without a name, in many processes."""

# attacks: lock_race
# limits: total_memory_bytes = 268435456
# shows: over_limit

import os
import signal

children = 0
while children < 12 and os.fork():
    children += 1
if children < 12:
    files = []
    while len(files) < 100:
        files.append(os.memfd_create("block"))
        os.write(files[-1], bytes((8 << 20) - 1))
signal.pause()
