"""Forks a fresh main for each execution, and clears away what is left of it; used by whoever plays the runner."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable

from grader.inside import hooks
from grader.inside.controlled import install, life, wire, zygote

_PR_SET_CHILD_SUBREAPER = 36


class Nursery:
    """The mains of one search, one at a time.

    judge: path of the judge's socket. zygote: path of the zygote's, empty where no children are spawned.
    """

    def __init__(self, judge: str, zygote: str = "") -> None:
        self._judge, self._zygote = judge, zygote
        self._group = 0
        # An orphan must come back to us, not to the machine's init, or nobody would bury it.
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def begin(self, run: int, program: Callable[[], object], *, names: bool, gated: bool) -> None:
        """Fork main, which does `program()` as execution `run` and ends like any program.

        names: tell what the program calls each object. gated: each mark is a step, so that their order can be chosen.
        """
        pid = life._fork()
        if pid == 0:
            with contextlib.suppress(OSError):
                os.setpgid(0, 0)
            wire.enter(self._judge, run, "0", self._zygote, names=names, gated=gated)
            life._seed_random("0")
            life.end_of_program(zygote.status_of(program))
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        self._group = pid

    def end(self, *, kill: bool) -> None:
        """Bury the processes of the last execution. kill: they are not about to end by themselves."""
        if not self._group:
            return
        if kill:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._group, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                life._waitpid(-self._group, 0)
        self._group = 0


class Zygote:
    """The zygote's process, which knows nothing of a program. place: path of its socket. pid: its own.

    line: our end of the line to it, on which it has yet to say that it is there.
    """

    def __init__(self, place: str, pid: int, line: socket.socket) -> None:
        self.place = place
        self._pid, self._line = pid, line
        if not line.recv(1):
            raise ChildProcessError("the zygote did not start")

    @classmethod
    def forked(cls, place: str) -> Zygote:
        """Return a zygote that is a copy of this process, which knows nothing of a program yet."""
        line, theirs = socket.socketpair()
        pid = life._fork()
        if pid == 0:
            line.close()
            hooks.install()
            zygote.live(place, theirs, install.install)
        theirs.close()
        return cls(place, pid, line)

    @classmethod
    def started(cls, place: str, path: str, *, output: bool) -> Zygote:
        """Return a zygote that is a new interpreter. path: where it finds this package.

        output: whether what the children print is shown.
        """
        program = os.path.join(os.path.dirname(os.path.realpath(__file__)), "zygote_main.py")
        line, theirs = socket.socketpair()
        args = [sys.executable, *subprocess._args_from_interpreter_flags(), program]  # type: ignore[attr-defined]
        args += [path, place, str(theirs.fileno())]
        out = None if output else subprocess.DEVNULL
        process = subprocess.Popen(args, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        # It is buried here, by its pid.
        process.returncode = 0
        theirs.close()
        return cls(place, process.pid, line)

    def end(self) -> None:
        """Kill every child that is left, and return when they are gone."""
        self._line.send(b".")
        self._line.recv(1)

    def close(self) -> None:
        """End the zygote and its children."""
        self._line.close()
        life._waitpid(self._pid, 0)
