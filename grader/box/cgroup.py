"""Limits a box as a whole by a cgroup: its processes, and its memory with all that lies in its tmpfs.

RLIMIT_NPROC does not hold for the host's root, and no resource limit adds up what several processes use. A group can be
made by root as a rule, and by an ordinary user below a cgroup (v2) that was delegated to them. Where none can be made,
the judge still counts the processes at each look, and each process has its own limit of memory.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.model import Limits

MOUNTS = Path("/proc/self/mountinfo")
MEMBERSHIP = Path("/proc/self/cgroup")
OWN_BYTES = 128 << 20
"""Memory in a box that is not the submission's: of the same processes."""
CONTROLLERS = ("pids", "memory")
BURIAL_S = 1.0
_numbers = itertools.count()


@dataclass(frozen=True)
class Place:
    """A cgroup below which groups can be made. controllers: of CONTROLLERS, what can be limited there."""

    folder: Path
    version: int
    controllers: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The groups of one box, one in each hierarchy that limits something; each with the hierarchy's version."""

    folders: tuple[tuple[Path, int], ...]

    @property
    def entering(self) -> list[str]:
        """The first words of a command whose process enters the group before it becomes what the rest says.

        A process that moves itself, and under version 1 as a thread, costs nothing; one that is moved by another waits
        until all cores have taken notice, for milliseconds.
        """
        files = [os.fspath(folder / _ENTRANCES[version]) for folder, version in self.folders]
        steps = [f'echo 0 > "${number}"' for number in range(1, len(files) + 1)]
        return ["/bin/sh", "-c", " && ".join((*steps, f"shift {len(files)}", 'exec "$@"')), "sh", *files]

    def memory_hit(self) -> bool:
        """Whether the kernel has killed a process of the group because the group's memory was used up."""
        return any(_count(folder / _EVENTS[version], "oom_kill") > 0 for folder, version in self.folders)

    def make_room(self, processes: int) -> None:
        """Let so many more processes in."""
        for folder, _ in self.folders:
            most = folder / "pids.max"
            if most.exists():
                most.write_text(str(int(most.read_text()) + processes))

    def remove(self) -> None:
        """Remove the groups, whose processes have ended; waits until the last is buried, at most BURIAL_S seconds."""
        deadline = time.monotonic() + BURIAL_S
        for folder, _ in self.folders:
            while folder.exists() and time.monotonic() < deadline:
                try:
                    folder.rmdir()
                except OSError:
                    time.sleep(0.002)


_ENTRANCES = {1: "tasks", 2: "cgroup.procs"}
_EVENTS = {1: "memory.oom_control", 2: "memory.events"}


def make(limits: Limits, own: int) -> Group | None:
    """Make a group with these limits, for a process to enter; None where this machine allows none.

    own: how many processes of the sandbox's own will be in it, beside the submission's.
    """
    made: list[tuple[Path, int]] = []
    name = f"mpkata-{os.getpid()}-{next(_numbers)}"
    for place in places():
        folder = place.folder / name
        try:
            folder.mkdir()
            made.append((folder, place.version))
            _write_limits(folder, place, limits, own)
        except OSError:
            Group(tuple(made)).remove()
            return None
    return Group(tuple(made)) if made else None


def _write_limits(folder: Path, place: Place, limits: Limits, own: int) -> None:
    if "pids" in place.controllers:
        # Our own processes live in the group too.
        (folder / "pids.max").write_text(str(limits.processes + own))
    if "memory" not in place.controllers:
        return
    most = str(limits.total_memory_bytes + OWN_BYTES)
    # Where the kernel counts no swap, there is no such file.
    if place.version == 1:
        (folder / "memory.limit_in_bytes").write_text(most)
        with contextlib.suppress(OSError):
            (folder / "memory.memsw.limit_in_bytes").write_text(most)
    else:
        (folder / "memory.max").write_text(most)
        with contextlib.suppress(OSError):
            (folder / "memory.swap.max").write_text("0")


@functools.cache
def places() -> tuple[Place, ...]:
    """Return where groups can be made on this machine, found out by making one; at most one for each controller."""
    found: list[Place] = []
    wanted = set(CONTROLLERS)
    for version, kinds, folder, top in _hierarchies(MOUNTS.read_text(), MEMBERSHIP.read_text()):
        place = _place(version, wanted & kinds, folder, top)
        if place is not None:
            found.append(place)
            wanted -= set(place.controllers)
            _sweep(place.folder)
    return tuple(found)


def _hierarchies(mounts: str, membership: str) -> Iterable[tuple[int, set[str], Path, Path]]:
    """Yield each hierarchy: its version, its controllers, the folder of this process's cgroup, and the top one."""
    own = {}
    for line in membership.splitlines():
        _, names, path = line.split(":", 2)
        own[names] = path
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        root, top = before.split()[3:5]
        kind, _, options = after.split()[:3]
        if kind == "cgroup2":
            path, version, controllers = own.get("", "/"), 2, set(CONTROLLERS)
        elif kind == "cgroup" and (controllers := set(CONTROLLERS) & set(options.split(","))):
            names = next((names for names in own if controllers <= set(names.split(","))), "")
            path, version = own.get(names, "/"), 1
        else:
            continue
        # In a container the paths may be told as the host sees them.
        below = os.path.relpath(path, root) if Path(path).is_relative_to(root) else "."
        folder = Path(top, below).resolve()
        yield version, controllers, folder if folder.is_dir() else Path(top), Path(top)


def _place(version: int, wanted: set[str], folder: Path, top: Path) -> Place | None:
    """Return the nearest place at `folder` or above it where a group can be made that limits something of `wanted`."""
    # Where processes are, version 2 lets nobody divide: there a sibling of our own group is the nearest.
    for candidate in (folder, *folder.parents):
        controllers = tuple(sorted(wanted & _given(candidate, version, wanted)))
        if controllers and _can_make(candidate, version):
            return Place(candidate, version, controllers)
        if candidate == top:
            break
    return None


def _given(folder: Path, version: int, wanted: set[str]) -> set[str]:
    if version == 1:
        return wanted
    try:
        return set((folder / "cgroup.subtree_control").read_text().split())
    except OSError:
        return set()


def _can_make(folder: Path, version: int) -> bool:
    """Return whether a group can be made in `folder` and entered, by doing so."""
    trial = folder / f"mpkata-{os.getpid()}-trial"
    try:
        trial.mkdir()
    except OSError:
        return False
    group = Group(((trial, version),))
    try:
        return subprocess.run([*group.entering, "true"], capture_output=True, check=False).returncode == 0
    finally:
        group.remove()


def _count(file: Path, key: str) -> int:
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.split()[0] == key), 0)


def _sweep(folder: Path) -> None:
    """Remove the groups of gradings that were killed: empty, and nobody else's to remove."""
    for group in folder.glob("mpkata-*-*"):
        owner = group.name.split("-")[1]
        if not Path("/proc", owner).exists():
            with contextlib.suppress(OSError):
                group.rmdir()
