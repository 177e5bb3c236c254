"""Prints and prints, and never ends a line, to both streams."""

# attacks: lock_race
# limits: cpu_s = 1.0
# shows: over_limit

import contextlib
import sys

while True:
    with contextlib.suppress(OSError):
        sys.stdout.write("." * 4096)
        sys.stderr.write("." * 4096)
