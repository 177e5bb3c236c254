"""Spins in children whose CPU time counts for nobody: their parent ignores how they end."""

# attacks: lock_race
# limits: cpu_s = 0.5
# shows: over_limit

import os
import resource
import signal


def attack():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        if os.fork() == 0:
            usage = 0.0
            while usage < 0.05:
                usage = resource.getrusage(resource.RUSAGE_SELF).ru_utime
            os._exit(0)
        try:
            os.wait()
        except ChildProcessError:
            continue
