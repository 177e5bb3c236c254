"""The box made by Landlock and seccomp, for machines and containers that allow no user namespaces.

A process may read what its run needs and write a scratch folder; it reaches no network, and signals nobody outside.
What a namespace would hide is not hidden: see `does_not_stop`.
"""

from __future__ import annotations

import contextlib
import functools
import json
import marshal
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.box import cgroup, keeper, processes, seccomp
from grader.box.cgroup import Group
from grader.box.launch import (
    ENVIRONMENT,
    INSIDE,
    MONITOR_S,
    SETTINGS,
    SYSTEM,
    Launch,
    Started,
    interpreter,
    memory_file,
    python_words,
    site_folders,
)
from grader.box.users import SHARED_MEMORY, BoxUser, can_become_another, claim
from grader.errors import BoxError

NAMES = "shared-memory"
NAMES_BYTES = 64 << 10
OWN = 2
"""Processes in a box that are not the submission's: its keeper and the runner."""
READ = keeper.EXECUTE | keeper.READ_FILE | keeper.READ_DIR
WRITE_DEVICE = keeper.READ_FILE | keeper.WRITE_FILE | keeper.TRUNCATE
SCRATCH = ~(keeper.MAKE_CHAR | keeper.MAKE_BLOCK | keeper.IOCTL_DEV)
# Names that are random cannot be guessed, and so what other programs keep there cannot be found.
SHARED = WRITE_DEVICE | keeper.MAKE_REG | keeper.REMOVE_FILE
DEVICES = {
    "/dev/null": WRITE_DEVICE,
    "/dev/zero": WRITE_DEVICE,
    "/dev/full": WRITE_DEVICE,
    "/dev/random": keeper.READ_FILE,
    "/dev/urandom": keeper.READ_FILE,
}


class Landlock:
    """Starts runners under Landlock. abi: the newest that is used; by default the kernel's."""

    name = "landlock"

    def __init__(self, abi: int | None = None) -> None:
        self._abi = abi

    @property
    def abi(self) -> int:
        """Landlock's version that is used here; 0 where there is none."""
        known = kernel_abi()
        return known if self._abi is None else min(self._abi, known)

    @property
    def does_not_stop(self) -> tuple[str, ...]:
        """What this box does not stop, on this machine."""
        lines = [
            "seeing which files and processes there are, with sizes, times and command lines (do not give --seed)",
            "filling the disk: each file has a limit, their number has none",
        ]
        has_own_user = can_become_another()
        if has_own_user:
            lines += [
                "connecting to sockets that have a path and are open to everybody (D-Bus)",
                "using files in /dev/shm that are open to everybody and whose names are known or guessed",
            ]
        else:
            lines += [
                "connecting to sockets that have a path and are open to your user (D-Bus, ssh-agent, Docker)",
                "using and removing files in /dev/shm whose names are known or guessed, and leaving some there",
                "slowing down your other processes: priorities can be changed",
            ]
        if self.abi < keeper.SCOPE_ABI:
            others = "other processes of its user's" if has_own_user else "your other processes"
            lines += [
                f"signals to {others} (Linux 6.12 stops them), so that some of a box may outlive it",
                "abstract sockets of your other processes",
            ]
        return tuple(lines)

    def start(self, launch: Launch) -> Started:
        """Start a runner in a box of its own; raises BoxError where this kernel has not what it takes."""
        if self.abi < keeper.LEAST_ABI:
            found = f"its version is {self.abi}" if self.abi else "this kernel has none, or a container hides it"
            raise BoxError(f"no sandbox: Landlock {keeper.LEAST_ABI} or newer is needed, and {found}", MEND)
        if not seccomp.program():
            raise BoxError(f"no sandbox: there is no filter of system calls for {os.uname().machine}", MEND)
        user = claim()
        try:
            return self._start(launch, user)
        except BaseException:
            if user is not None:
                user.release()
            raise

    def _start(self, launch: Launch, user: BoxUser | None) -> Started:
        number = user.number if user is not None else None
        code, scratch = _make_folders(launch, number)
        life_read, life_write = os.pipe()
        plan = {**_plan(launch, number), "abi": self.abi, "life": life_read}
        plan_file = memory_file("plan", marshal.dumps(plan))
        group = cgroup.make(launch.limits, OWN)
        command = python_words(os.fspath(Path(keeper.__file__)), str(plan_file))
        try:
            process = subprocess.Popen(
                [*(group.entering if group else ()), *command],
                stdin=subprocess.DEVNULL,
                stdout=launch.stdout,
                stderr=launch.stderr,
                env={**ENVIRONMENT, "HOME": os.fspath(scratch), "TMPDIR": os.fspath(scratch)},
                cwd=scratch,
                close_fds=True,
                pass_fds=(plan_file, life_read),
                start_new_session=True,
            )
        except BaseException:
            os.close(life_write)
            if group is not None:
                group.remove()
            raise
        finally:
            os.close(plan_file)
            os.close(life_read)
        return _Kept(process, os.fspath(code), group, life_write, launch, user)


def _make_folders(launch: Launch, user: int | None) -> tuple[Path, Path]:
    """Fill the judge's folder; return where the submission and where the scratch folder is. user: whose the box is."""
    code, library, scratch = (launch.folder / name for name in ("code", "lib", "tmp"))
    code.mkdir()
    scratch.mkdir()
    (library / "grader").mkdir(parents=True)
    (library / "grader" / "inside").symlink_to(INSIDE)
    (code / f"{launch.slug}.py").write_bytes(launch.source)
    (code / "scenarios.py").write_bytes(launch.scenarios.read_bytes())
    names = launch.folder / NAMES
    names.touch()
    if user is not None:
        launch.folder.chmod(0o711)
        for place in (code, library, library / "grader", *code.iterdir()):
            place.chmod(0o755)
        for place in (scratch, names):
            os.chown(place, user, user)
    return code, scratch


def _plan(launch: Launch, user: int | None) -> dict[str, Any]:
    """Return what the keeper is to do, all but its own affairs."""
    code, library, scratch, names = (launch.folder / name for name in ("code", "lib", "tmp", NAMES))
    world = {
        "judge": os.fspath(launch.socket),
        "slug": launch.slug,
        "submission": os.fspath(code / f"{launch.slug}.py"),
        "paths": [os.fspath(code), os.fspath(library)],
        "shared_memory": os.fspath(names),
        "semaphores": f"/{launch.folder.name}",
    }
    return {
        "rules": [
            *((os.fspath(place), READ) for place in (code, library, INSIDE)),
            (os.fspath(scratch), SCRATCH),
            (os.fspath(names), keeper.WRITE_FILE),
            ("/proc", _proc_rights(user)),
            *_machine_rules(frozenset(launch.course)),
        ],
        "filters": [seccomp.program("shared"), seccomp.program("box")],
        "user": user,
        "searches": user is not None and not _is_open_to_all((interpreter(), INSIDE / "runner.py")),
        "command": [os.fspath(library / "grader" / "inside" / "runner.py"), json.dumps(world)],
    }


class _Kept(Started):
    def __init__(
        self,
        process: subprocess.Popen[bytes],
        code: str,
        group: Group | None,
        life: int,
        launch: Launch,
        user: BoxUser | None,
    ) -> None:
        super().__init__(process, 0, code, group=group)
        self._life: int | None = life
        self._is_over = False
        self._names, self._user = launch.folder / NAMES, user
        self._semaphores = f"sem.{launch.folder.name}-*"

    def left_memory(self, runner: int = 0) -> list[str]:  # noqa: ARG002 - the box has no view of its own
        """Return the shared memory of the box's user; without such a user, what its processes say to have made."""
        if self._user is not None:
            return [name for name in self._user.shared_memory() if not name.startswith("sem.")]
        with open(self._names, "rb") as file:
            told = file.read(NAMES_BYTES).decode("utf-8", "replace").split("\n")
        return sorted({name for name in told if _is_ours(name)})

    def kill(self) -> None:
        self._let_go()
        if self._names_in_use():
            # The next run may use the same name, and must not find it.
            self.stop()

    def _let_go(self) -> None:
        # The keeper ends everybody as soon as this pipe has no writer.
        if self._life is not None:
            os.close(self._life)
            self._life = None

    def _names_in_use(self) -> bool:
        return not self._is_over and bool(self._user.shared_memory() if self._user is not None else self.left_memory())

    def stop(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._let_go()
        try:
            self.process.wait(MONITOR_S)
        except subprocess.TimeoutExpired:
            processes.kill_tree(self.process.pid)
        super().stop()
        if self._user is not None:
            self._user.clear_away()
            self._user.release()
            return
        for name in self.left_memory():
            _remove(SHARED_MEMORY / name)
        for place in SHARED_MEMORY.glob(self._semaphores):
            _remove(place)


def _is_ours(name: str) -> bool:
    # A name comes from the box: it must be a file of that folder, and its user's, as all that the box may remove.
    if "/" in name or name in ("", ".", ".."):
        return False
    try:
        return (SHARED_MEMORY / name).lstat().st_uid == os.geteuid()
    except (OSError, ValueError):
        return False


def _remove(place: Path) -> None:
    with contextlib.suppress(OSError):
        place.unlink()


@functools.cache
def kernel_abi() -> int:
    """Return the version of this kernel's Landlock, 0 where there is none or it is hidden."""
    try:
        return keeper.system_call(keeper.CREATE_RULESET, None, 0, 1)
    except OSError:
        return 0


@functools.cache
def _machine_rules(course: frozenset[Path]) -> tuple[tuple[str, int], ...]:
    """Return the rules for what is the machine's; course: folders that must stay unseen."""
    roots = {Path(place).resolve() for place in SYSTEM if Path(place).is_dir()}
    roots |= {Path(sys.base_prefix).resolve(), interpreter().parent.parent}
    roots = {root for root in roots if not any(root != other and root.is_relative_to(other) for other in roots)}
    hidden = {folder.resolve() for folder in site_folders() | course}
    rules = [rule for root in sorted(roots) for rule in _reading(root, hidden)]
    rules += [(place, keeper.READ_FILE) for place in SETTINGS]
    rules += [*DEVICES.items(), (os.fspath(SHARED_MEMORY), SHARED)]
    return tuple(rules)


def _reading(folder: Path, hidden: Iterable[Path]) -> Iterator[tuple[str, int]]:
    """Yield rules to read all below `folder` but the `hidden` folders, of which only names are seen.

    Landlock can only allow: what lies beside a hidden folder is allowed entry by entry.
    """
    inner = [place for place in hidden if place.is_relative_to(folder)]
    if folder in inner:
        return
    if not inner:
        yield os.fspath(folder), READ
        return
    yield os.fspath(folder), keeper.READ_DIR
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _reading(entry, inner)
        else:
            yield os.fspath(entry), keeper.EXECUTE | keeper.READ_FILE


def _is_open_to_all(files: Iterable[Path]) -> bool:
    folders = {folder for file in files for folder in file.parents}
    return all(place.stat().st_mode & 0o005 == 0o005 for place in folders) and all(
        file.stat().st_mode & 0o004 for file in files
    )


def _proc_rights(user: int | None) -> int:
    """Return what may be done in /proc: a process may write its own `comm` there.

    To root, also without capabilities, the kernel's own settings are files like others; then only where they are
    mounted read-only, as in containers.
    """
    rights = keeper.READ_FILE | keeper.READ_DIR
    if user is not None or os.geteuid() != 0 or os.statvfs("/proc/sys").f_flag & os.ST_RDONLY:
        rights |= keeper.WRITE_FILE | keeper.TRUNCATE
    return rights


MEND = (
    "Landlock needs Linux 6.2 or newer, built and booted with it (lsm=landlock,...), and a container that does not "
    "hide it; or judge your own code without a box: --box none"
)
