"""Examines the machine: what a grading needs, whether it is there, and the command that mends what is missing."""

from __future__ import annotations

import multiprocessing
import os
import platform
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from grader.box import cgroup
from grader.box.backend import BACKENDS, choose, try_out
from grader.box.bwrap import find_bwrap
from grader.box.landlock import kernel_abi
from grader.box.processes import KNOWN_MACHINES, look
from grader.errors import BoxError, GraderError
from grader.model import START_METHODS

SUPPORTED = ((3, 11), (3, 14))
ROOM_BYTES = 1 << 30
NAMESPACES = (
    "allow user namespaces: sudo sysctl -w user.max_user_namespaces=15000 kernel.unprivileged_userns_clone=1 "
    "(Ubuntu 24.04: kernel.apparmor_restrict_unprivileged_userns=0); in a container ask for them, as in "
    "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
)


class Finding(NamedTuple):
    """One thing that was looked at.

    ok: nothing to do. value: what was found. mend: the next step where it is not ok.
    """

    name: str
    ok: bool
    value: str
    mend: str


def examine() -> tuple[Finding, ...]:
    """Look at the machine and return what was found; the boxes are tried by a real run each."""
    return (_python(), _start_methods(), *_boxes(), _watching(), _cores(), _descriptors(), _temporary_room())


def _python() -> Finding:
    lowest, highest = SUPPORTED
    ok = lowest <= sys.version_info[:2] <= highest
    span = f"{lowest[0]}.{lowest[1]} to {highest[0]}.{highest[1]}"
    return Finding("Python", ok, platform.python_version(), f"install Python {span} and make .venv anew with it")


def _start_methods() -> Finding:
    there = multiprocessing.get_all_start_methods()
    missing = [name for name in START_METHODS if name not in there]
    return Finding("start methods", not missing, ", ".join(there), f"not on this platform: {', '.join(missing)}")


def _boxes() -> tuple[Finding, ...]:
    return (*(_box(name) for name in BACKENDS), _box_of_auto(), _groups())


def _box(name: str) -> Finding:
    try:
        try_out(BACKENDS[name])
    except GraderError as problem:
        mend = NAMESPACES if name == "bwrap" and find_bwrap() else problem.next_step
        return Finding(f"box {name}", False, problem.problem, mend)
    told = {
        "bwrap": str(find_bwrap()),
        "landlock": f"Landlock {kernel_abi()}",
        "none": "no sandbox: your own code only",
    }
    return Finding(f"box {name}", True, f"a trial run worked ({told[name]})", "")


def _box_of_auto() -> Finding:
    name = "box that judges"
    try:
        box = choose("auto").report
    except BoxError as problem:
        return Finding(name, False, "none", problem.next_step)
    found = f"{box.backend}: {box.reason}"
    if box.does_not_stop:
        found += f"; {box.backend} is used, which does not stop: {'; '.join(box.does_not_stop)}"
    return Finding(name, True, found, "")


def _groups() -> Finding:
    found = [f"{' and '.join(place.controllers)} (cgroup v{place.version})" for place in cgroup.places()]
    told = ", ".join(found) or "no cgroup can be made here: the judge counts processes, and each has its own memory"
    return Finding("limits of a whole box", True, told, "")


def _watching() -> Finding:
    call = Path("/proc/self/syscall")
    try:
        seen = look(os.getpid())
        readable = bool(call.read_text()) and bool(seen)
    except OSError:
        readable = False
    known = platform.machine() in KNOWN_MACHINES
    return Finding(
        "seeing deadlocks",
        readable and known,
        f"/proc/PID/syscall {'can' if readable else 'cannot'} be read, {platform.machine()}",
        "without it a hang ends only at the backstop, as inconclusive: judge on Linux, x86_64 or aarch64, with /proc",
    )


def _cores() -> Finding:
    cores = len(os.sched_getaffinity(0))
    return Finding("cores", True, str(cores), "")


def _descriptors() -> Finding:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Finding("open files", soft >= 256, str(soft), "ulimit -n 1024")


def _temporary_room() -> Finding:
    place = tempfile.gettempdir()
    free = shutil.disk_usage(place).free
    return Finding(
        "room in " + place, free >= ROOM_BYTES, f"{free / (1 << 30):.1f} GiB", f"free some, or set TMPDIR (now {place})"
    )
