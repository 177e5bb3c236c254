"""Limits the number of processes of a box by a cgroup, where this process may make one (as root, mostly).

RLIMIT_NPROC does not hold for the host's root, so a fork bomb in a box started by root is stopped here. Where no
group can be made the judge still counts the processes at each look.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import time
from pathlib import Path

_ROOTS = (Path("/sys/fs/cgroup/pids"), Path("/sys/fs/cgroup"))
_numbers = itertools.count()
OWN = 8
"""Processes in a box that are not the submission's: the sandbox's two, runner, server and zygote; and some room."""
BURIAL_S = 1.0


def limit(outer: int, keeper: int, processes: int) -> Path | None:
    """Put a box into a new group of at most `processes` more; return the group, None if that cannot be.

    outer, keeper: pids of the sandbox's own processes; the keeper's children come along.
    """
    if os.geteuid() != 0:
        return None
    for root in _ROOTS:
        _sweep(root)
        group = root / f"mpkata-{os.getpid()}-{next(_numbers)}"
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            # Our own processes live in the group too, and room is left for one too many, which the judge counts.
            (group / "pids.max").write_text(str(processes + OWN))
            inner = Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()
            for pid in (str(outer), str(keeper), *inner):
                (group / "cgroup.procs").write_text(pid)
        except OSError:
            remove(group)
            continue
        return group
    return None


def remove(group: Path) -> None:
    """Remove a group whose processes have ended; waits until the last one is buried, at most BURIAL_S seconds."""
    deadline = time.monotonic() + BURIAL_S
    while group.exists() and time.monotonic() < deadline:
        try:
            group.rmdir()
        except OSError:
            time.sleep(0.002)


@functools.cache
def _sweep(root: Path) -> None:
    """Remove the groups of gradings that were killed: empty, and nobody else's to remove."""
    for group in root.glob("mpkata-*-*"):
        owner = group.name.split("-")[1]
        if not Path("/proc", owner).exists():
            with contextlib.suppress(OSError):
                group.rmdir()
