"""Stops PID 1, the runner, the server of the search and itself, so that nobody is left to say anything."""

# attacks: lock_race, join_before_get
# shows: deadlock

import os
import signal


def attack():
    kill = getattr(__import__("sys").modules.get("grader.inside.controlled.life"), "_kill", os.kill)
    for pid in sorted(int(name) for name in os.listdir("/proc") if name.isdigit()):
        if pid != os.getpid():
            attempt(kill, pid, signal.SIGSTOP)
