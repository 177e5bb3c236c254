"""Forks without end."""

# limits: cpu_s = 1.0
# shows: over_limit

import os

while True:
    try:
        os.fork()
    except OSError:
        continue
