"""What every backend is given, and what it gives back."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from grader.model import Limits

MONITOR_S = 5.0
"""How long the sandbox's monitor may take to end after its box, before it is killed."""
INSIDE = Path(__file__).resolve().parent.parent / "inside"


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
    """

    process: subprocess.Popen[bytes]
    keeper: int
    code: str
    judge: str = ""

    def stop(self) -> None:
        """Kill the box and wait until its last process is gone."""
        if self.keeper:
            self._end_keeper()
        else:
            # Whoever was orphaned by a kill of the runner is still in its group, unless it left that too.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
        try:
            self.process.wait(MONITOR_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _end_keeper(self) -> None:
        # Its parent, the sandbox's monitor, then reaps it and ends by itself; killed first, it would leave a zombie.
        try:
            descriptor = os.pidfd_open(self.keeper)
        except ProcessLookupError:
            return
        try:
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
            # A pidfd turns readable at the process's end; that of a namespace's init comes after that of all in it.
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            poll.poll()
        except ProcessLookupError:
            return
        finally:
            os.close(descriptor)


def interpreter() -> Path:
    """Return the real interpreter behind a virtual environment."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    return Path(base).resolve()


def python_words(runner: str, world: str) -> list[str]:
    """Return the command line of a runner: isolated, without site-packages, writing no bytecode."""
    return [os.fspath(interpreter()), "-I", "-S", "-B", "-X", "utf8", runner, world]


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
