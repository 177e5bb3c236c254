"""What every backend is given, and what it gives back."""

from __future__ import annotations

import compileall
import contextlib
import functools
import os
import select
import shutil
import signal
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from grader.box import processes
from grader.box.cgroup import Group
from grader.model import Limits

MONITOR_S = 5.0
"""How long the sandbox's monitor may take to end after its box, before it is killed."""
INSIDE = Path(__file__).resolve().parent.parent / "inside"
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime")

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    # Else the order of a set of strings is another one in each box, and a schedule cannot be followed in the next.
    "PYTHONHASHSEED": "0",
    # Threads share one heap: else each may take 64 MiB of address space, or not, by luck.
    "MALLOC_ARENA_MAX": "1",
}
"""What every box is given of an environment, and all, beside its home."""


@dataclass(frozen=True)
class Launch:
    """One box to start.

    source: the submission's text. scenarios: the exercise's file.
    folder: an empty folder of the judge's that holds the socket.
    stdout, stderr: descriptors that the box writes to.
    """

    slug: str
    source: bytes
    scenarios: Path
    folder: Path
    socket: Path
    stdout: int
    stderr: int
    limits: Limits

    @property
    def course(self) -> list[Path]:
        """The folder of the course that the scenarios belong to, if there is one: nothing else of it may be seen."""
        return [folder for folder in self.scenarios.resolve().parents if (folder / "course.toml").is_file()][:1]


@dataclass
class Started:
    """A box that was started.

    process: what the judge has started.
    keeper: pid of the process whose end is the end of all others (the init of the PID namespace), or 0.
    code: the folder in which the submission lies for the processes of the box.
    judge: where the judge's folder lies for the processes of the box; empty if that is no other place.
    group: limits the box as a whole, where this machine allows that.
    """

    process: subprocess.Popen[bytes]
    keeper: int
    code: str
    judge: str = ""
    group: Group | None = None
    _end: int | None = field(default=None, init=False, repr=False)

    def memory_hit(self) -> bool:
        """Whether a process of the box was killed because the box as a whole has reached its limit of memory.

        False also where no such limit can be set.
        """
        return self.group is not None and self.group.memory_hit()

    def left_memory(self, runner: int) -> list[str]:
        """Return the names of the shared memory that is there now, made by the box; semaphores do not count.

        runner: its pid. Empty where that cannot be told.
        """
        if not self.keeper:
            return []
        try:
            names = os.listdir(f"/proc/{runner}/root/dev/shm")
        except (FileNotFoundError, PermissionError):
            return []
        return sorted(name for name in names if not name.startswith("sem."))

    def make_room(self, processes: int) -> None:
        """Let the box have so many more processes than it has room for."""
        if self.group is not None:
            self.group.make_room(processes)

    def kill(self) -> None:
        """Send the box to its end, without waiting for it; `stop` must follow."""
        if self.keeper and self._end is None:
            # The sandbox's monitor then reaps it and ends by itself; killed first, it would leave a zombie.
            with contextlib.suppress(ProcessLookupError):
                self._end = os.pidfd_open(self.keeper)
                signal.pidfd_send_signal(self._end, signal.SIGKILL)

    def stop(self) -> None:
        """Kill the box and wait until its last process is gone."""
        if self.keeper:
            self.kill()
            self._await_end()
        else:
            processes.kill_tree(self.process.pid)
            # Whoever was orphaned by a kill of the runner is still in its group, unless it left that too.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
        try:
            self.process.wait(MONITOR_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.group is not None:
            self.group.remove()

    def _await_end(self) -> None:
        if self._end is None:
            return
        try:
            # A pidfd turns readable at the process's end; that of a namespace's init comes after that of all in it.
            poll = select.poll()
            poll.register(self._end, select.POLLIN)
            poll.poll()
        finally:
            os.close(self._end)
            self._end = None


def memory_file(name: str, content: bytes) -> int:
    """Return a descriptor of a file in memory, to be read from its beginning."""
    descriptor = os.memfd_create(name)
    with os.fdopen(descriptor, "wb", closefd=False) as file:
        file.write(content)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def remove_folder(folder: Path) -> None:
    """Remove a folder in which a submission may have written; its processes are gone."""
    # Where folders in folders go deeper than Python's stack or its descriptors, it stops.
    with contextlib.suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for words in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
            subprocess.run([*words, "--", folder], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def interpreter() -> Path:
    """Return the real interpreter behind a virtual environment."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    return Path(base).resolve()


@functools.cache
def _compile_inside() -> None:
    # No box writes bytecode, so each would compile these modules anew. Where they cannot be written, it still may.
    compileall.compile_dir(INSIDE, quiet=2)


def python_words(runner: str, world: str) -> list[str]:
    """Return the command line of a runner: without site-packages, writing no bytecode.

    Not isolated, but in an environment of ours alone: an isolated interpreter does not read its hash seed.
    """
    _compile_inside()
    return [os.fspath(interpreter()), "-P", "-s", "-S", "-B", "-X", "utf8", runner, world]


def site_folders() -> set[Path]:
    """Return where packages are installed beside the interpreter: nothing of that belongs into a box."""
    prefix = Path(sys.base_prefix).resolve()
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    scheme = sysconfig.get_paths(vars={"base": sys.base_prefix, "platbase": sys.base_prefix})
    candidates = {Path(scheme["purelib"]), Path(scheme["platlib"])}
    for root in (prefix, Path("/usr"), Path("/usr/local")):
        for library in ("lib", "lib64", "local/lib"):
            for name in ("python3", version):
                candidates |= {root / library / name / kind for kind in ("site-packages", "dist-packages")}
    return {path for path in candidates if path.is_dir() and not path.is_symlink()}
