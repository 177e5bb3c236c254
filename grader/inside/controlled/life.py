"""Births and deaths of processes: fork, start, join, exit, kill, each known to the judge before it can be seen.

The processes are real, and so are their exit codes; only when a death becomes visible is the judge's to say.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from multiprocessing import popen_fork, process

from grader.inside import refusals
from grader.inside.controlled import wire
from grader.inside.typed import Any, NoReturn

_fork = os.fork
_waitpid = os.waitpid
_waitid = os.waitid
_kill = os.kill
_STOPPING = (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)

children: dict[int, str] = {}
"""The path of each child that this process has started, by pid."""

sentinels: dict[int, str] = {}
"""The path of the process whose end a descriptor stands for."""

_birth: dict[str, Any] = {}


def child_path() -> str:
    """Return the path of the next child of this process."""
    wire.here.born += 1
    return f"{wire.here.path}.{wire.here.born}"


def announce(path: str, name: str, ends: list[tuple[str, str]] | None = None) -> None:
    """Tell the judge that the process `path` is about to begin, so that it waits for its first word.

    ends: the ends of pipes that it is given; None for all that this process has.
    """
    wire.note({"type": "start", "path": path, "name": name, "at": wire.site(), "ends": ends})


@refusals.forks
def fork() -> int:
    """`os.fork`, with the child known to the judge."""
    path = child_path()
    announce(path, _birth.pop("name", "") or f"a fork of {process.current_process().name}")
    parent = os.getpid()
    try:
        pid = _fork()
    except OSError:
        wire.note({"type": "unborn", "path": path})
        raise
    if pid:
        children[pid] = path
    else:
        children.clear()
        here = wire.here
        wire.enter(here.judge, here.run, path, here.zygote, names=here.names, gated=here.gated, parent=parent)
        _seed_random(path)
    return pid


def kill(pid: int, number: int) -> None:
    """`os.kill`: a signal to a child or to the parent of this process arrives when the judge lets it."""
    if number and pid in children:
        wire.ask("signal", children[pid], int(number))
    elif number and pid == wire.here.parent:
        wire.ask("signal", wire.here.path.rpartition(".")[0], int(number))
    elif number and pid == os.getpid():
        if number in _STOPPING:
            # Nobody could answer for a process that has really stopped; the judge says so.
            wire.ask("signal", wire.here.path, int(number))
        wire.deliver(int(number))
    else:
        _kill(pid, number)


def set_handler(number: int, handler: Any) -> Any:
    """`signal.signal`, as a step: a signal that arrives before it finds the old handler."""
    wire.ask("handler", "time")
    return wire.real_signal(number, handler)


def waitpid(pid: int, options: int) -> tuple[int, int]:
    """`os.waitpid`, which returns when the judge lets the child's death be seen."""
    if pid in children:
        if options & os.WNOHANG:
            if not wire.ask("poll", children[pid]):
                return 0, 0
        else:
            wire.ask("join", children[pid])
        pid, status = _waitpid(pid, 0)
        del children[pid]
        return pid, status
    if pid == -1 and children:
        if options & os.WNOHANG:
            ended = next((child for child, path in children.items() if wire.ask("poll", path)), None)
            return waitpid(ended, 0) if ended else (0, 0)
        path = wire.ask("join_any", "", 0, list(children.values()))
        return waitpid(next(child for child, known in children.items() if known == path), 0)
    return _waitpid(pid, options)


def waitid(kind: int, pid: int, options: int) -> Any:
    """`os.waitid`, for one child of this process, which returns when the judge lets the child's death be seen."""
    if kind == os.P_PID and pid in children and options & os.WEXITED:
        if options & os.WNOHANG and not wire.ask("poll", children[pid]):
            return None
        if not options & os.WNOHANG:
            wire.ask("join", children[pid])
        options &= ~os.WNOHANG
    return _waitid(kind, pid, options)


def wait() -> tuple[int, int]:
    """`os.wait`."""
    return waitpid(-1, 0)


def _poll(self: Any, flag: int = os.WNOHANG) -> Any:
    path = children.get(self.pid) if self.returncode is None else None
    if path is not None:
        if not (flag & os.WNOHANG):
            wire.ask("join", path)
        elif not wire.ask("poll", path):
            return None
        self.returncode = self._status()
        children.pop(self.pid, None)
    return self.returncode


def _wait(self: Any, timeout: float | None = None) -> Any:
    path = children.get(self.pid)
    if self.returncode is None and timeout is not None and path is not None:
        if timeout <= 0:
            return self.poll(os.WNOHANG)
        if not wire.ask("join_for", path, float(timeout)):
            return None
    return self.poll(0) if self.returncode is None else self.returncode


def _send_signal(self: Any, number: int) -> None:
    if self.returncode is None and self.pid in children:
        wire.ask("signal", children[self.pid], int(number))


def _status(self: Any) -> int:
    _, status = _waitpid(self.pid, 0)
    return os.waitstatus_to_exitcode(status)


def _quiet_cleanup() -> None:
    # Start would look at every other child, only to tidy up: a look that nobody sees, and a schedule for each.
    if sys._getframe(1).f_code.co_name != "start":
        _real_cleanup()


_real_cleanup: Any = getattr(process, "_cleanup")  # noqa: B009 - private, and typed nowhere


def _named_start(original: Any) -> Any:
    def start(self: Any) -> None:
        _birth["name"] = self._name
        try:
            original(self)
            sentinels[self._popen.sentinel] = children.get(self._popen.pid, "")
        finally:
            _birth.clear()

    return start


def _hash(self: Any) -> int:
    # The library keeps children in a set, and walks over it: their order must not be one of addresses.
    return hash(getattr(self, "_identity", ()))


def birth_name() -> str:
    """Return the name of the `Process` that is being started."""
    return str(_birth.get("name", ""))


def _seed_random(path: str) -> None:
    # A forked child seeds `random` from the machine's entropy, and no schedule could be run twice.
    random.seed(f"mpkata:{path}")


def end_of_program(status: int) -> NoReturn:
    """End this process as an interpreter does that has come to the end of its program, except for its last breath."""
    import atexit
    import threading

    try:
        getattr(threading, "_shutdown")()  # noqa: B009
        getattr(atexit, "_run_exitfuncs")()  # noqa: B009
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                if stream is not None and not stream.closed:
                    stream.flush()
            except (AttributeError, ValueError, OSError):
                status = status or 120
        wire.leave(status)


def install() -> None:
    """Put these in the place of the real ones."""
    os.fork, os.kill, os.waitpid, os.wait = fork, kill, waitpid, wait
    os.waitid = waitid
    library_signal: Any = signal
    library_signal.signal = set_handler
    os._exit = wire.leave
    library: Any = process
    library._cleanup = _quiet_cleanup
    library.BaseProcess.__hash__ = _hash
    library.BaseProcess.start = _named_start(library.BaseProcess.start)
    popen: Any = popen_fork.Popen
    popen.poll, popen.wait, popen._send_signal, popen._status = _poll, _wait, _send_signal, _status
