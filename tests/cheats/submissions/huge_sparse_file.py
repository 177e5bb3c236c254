"""Makes files of a petabyte that hold nothing, by every way there is, and grows its own stdout."""

# attacks: lock_race
# not stopped by landlock without root: what is written to /dev/shm stays there
# shows: crashed

import contextlib
import os

for size in (1 << 50, 1 << 33, 1 << 28):
    for place in ("/tmp/huge", "/dev/shm/huge"):
        with contextlib.suppress(OSError), open(place, "wb") as file:
            os.ftruncate(file.fileno(), size)
        with contextlib.suppress(OSError), open(place, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, size)
        with contextlib.suppress(OSError), open(place, "wb") as file:
            file.seek(size)
            file.write(b"x")
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, size)
os._exit(0)
