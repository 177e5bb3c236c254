"""Limits the number of processes of a box by a cgroup, where this process may make one (as root, mostly).

RLIMIT_NPROC does not hold for the host's root, so a fork bomb in a box started by root is stopped here. Where no
group can be made the judge still counts the processes at each look.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

_ROOTS = (Path("/sys/fs/cgroup/pids"), Path("/sys/fs/cgroup"))
_numbers = itertools.count()


def limit(outer: int, keeper: int, processes: int) -> Path | None:
    """Put a box into a new group of at most `processes` more; return the group, None if that cannot be.

    outer, keeper: pids of the sandbox's own processes; the keeper's children come along.
    """
    if os.geteuid() != 0:
        return None
    for root in _ROOTS:
        group = root / f"mpkata-{os.getpid()}-{next(_numbers)}"
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            # The sandbox's own processes and the runner live in the group too.
            (group / "pids.max").write_text(str(processes + 4))
            inner = Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()
            for pid in (str(outer), str(keeper), *inner):
                (group / "cgroup.procs").write_text(pid)
        except OSError:
            remove(group)
            continue
        return group
    return None


def remove(group: Path) -> None:
    """Remove an empty group; one whose last process is still being buried stays, empty and harmless."""
    try:
        group.rmdir()
    except OSError:
        return
