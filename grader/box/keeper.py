"""The keeper of a box under Landlock: a small program between the judge and the runner. Standard library only.

It shuts itself in, forks the runner one wall further in, buries orphans, and ends all that descends from it when the
runner ends or the judge lets go of its end of a pipe (or dies). Nobody inside can signal it or read its memory.

The runner is a copy, and no new interpreter, for that would double the start; so nothing is here that it must not know,
and the keeper is started with the flags and the environment of a runner.

Started with one argument: the descriptor of a file that holds the plan, by `marshal` (both ends are the same
interpreter, and json comes later):
abi: Landlock's. rules: (path, rights) pairs. filters: programs of seccomp. command: the runner's file and argument.
life: the descriptor of the judge's pipe. user: who to become, where the judge is root and can do without being looked
at as itself; else None. searches: whether that user needs root's right to look into folders.
"""

from __future__ import annotations

import contextlib
import ctypes
import marshal
import os
import runpy
import select
import signal
import struct
import sys
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# include/uapi/linux/landlock.h; the numbers of the calls are the same on all machines.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, MAKE_SYM = (1 << bit for bit in range(6, 13))
REFER, TRUNCATE, IOCTL_DEV = (1 << bit for bit in range(13, 16))
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
BIND_TCP, CONNECT_TCP = 1, 2
SCOPE_ABSTRACT, SCOPE_SIGNAL = 1, 2
NETWORK_ABI, IOCTL_ABI, SCOPE_ABI = 4, 5, 6
LEAST_ABI = 3
"""The first that knows TRUNCATE: below it, any file of the user's could be emptied."""

PR_SET_DUMPABLE, PR_SET_KEEPCAPS, PR_SET_SECCOMP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 4, 8, 22, 36, 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_READ_SEARCH = 2
SECCOMP_MODE_FILTER = 2
CAPABILITY_VERSION_3 = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


def system_call(*arguments: Any) -> int:
    """Make a system call by its number; raises OSError."""
    return _checked(libc.syscall(*(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments)))


def control(option: int, *arguments: Any) -> int:
    """Call prctl; raises OSError."""
    padded = [*arguments, 0, 0, 0, 0][:4]
    return _checked(libc.prctl(option, *(ctypes.c_ulong(a) if isinstance(a, int) else a for a in padded)))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def rights_of(abi: int) -> int:
    """Return all rights on files that this Landlock knows."""
    return (1 << (16 if abi >= IOCTL_ABI else 15)) - 1


def main() -> int:
    """Keep one box from its start to its end; returns the runner's exit status."""
    with os.fdopen(int(sys.argv[1]), "rb") as file:
        plan = marshal.load(file)
    wake_read, wake_write = os.pipe()
    for end in (wake_read, wake_write):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    control(PR_SET_CHILD_SUBREAPER, 1)
    control(PR_SET_NO_NEW_PRIVS, 1)
    abi = plan["abi"]
    confine(abi, rights_of(abi), plan["rules"])
    if os.geteuid() == 0:
        _give_up_root(plan["user"], searches=plan["searches"])
    runner = os.fork()
    if runner == 0:
        for end in (wake_read, wake_write):
            os.close(end)
        _become_runner(plan)
        # It leaves by SystemExit, as any program.
        runpy.run_path(plan["command"][0], run_name="__main__")
    status = _watch(runner, plan["life"], wake_read)
    _end_all(is_scoped=abi >= SCOPE_ABI)
    return os.waitstatus_to_exitcode(status) & 0xFF if status is not None else 0


def _give_up_root(user: int | None, *, searches: bool) -> None:
    """Become `user`, if given, with no capability but that of looking into folders, if that is needed.

    PR_SET_NO_NEW_PRIVS keeps whoever stays root from gaining a capability by executing a file.
    """
    if user is not None:
        control(PR_SET_KEEPCAPS, 1)
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    kept = 1 << CAP_DAC_READ_SEARCH if searches else 0
    header = struct.pack("=Ii", CAPABILITY_VERSION_3, 0)
    _checked(libc.capset(header, struct.pack("=6I", kept, kept, kept, 0, 0, 0)))
    if kept:
        control(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_READ_SEARCH)


def confine(abi: int, handled: int, rules: Sequence[tuple[str, int]]) -> None:
    """Put this process, for good, where of the `handled` rights only `rules` are left, and no TCP.

    abi: below SCOPE_ABI, signals and abstract sockets stay free.
    """
    attributes = struct.pack("=QQQ", handled, BIND_TCP | CONNECT_TCP, SCOPE_ABSTRACT | SCOPE_SIGNAL)
    size = 24 if abi >= SCOPE_ABI else 16 if abi >= NETWORK_ABI else 8
    ruleset = system_call(CREATE_RULESET, attributes, size, 0)
    for path, rights in rules:
        # What is not there needs no rule.
        with contextlib.suppress(FileNotFoundError):
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                rule = struct.pack("=Qi", rights & handled, place)
                system_call(ADD_RULE, ruleset, 1, rule, 0)
            finally:
                os.close(place)
    system_call(RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def install_filter(program: bytes) -> None:
    """Put a filter of system calls on this process, for good."""
    control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(_Filter(len(program) // 8, program)))


def _become_runner(plan: dict[str, Any]) -> None:
    try:
        os.close(plan["life"])
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        # A domain of its own inside the keeper's, so that it can do nothing to the keeper. It must handle some right:
        # this one it lacks anyway.
        confine(plan["abi"], MAKE_BLOCK, ())
        for program in plan["filters"]:
            install_filter(program)
        # Whoever has become another user is not given its own files in /proc, until it executes a file or says so.
        control(PR_SET_DUMPABLE, 1)
    except BaseException as problem:
        os.write(2, f"{type(problem).__name__}: {problem}\n".encode())
        os._exit(127)
    sys.argv[:] = plan["command"]


def _watch(runner: int, life: int, wake: int) -> int | None:
    """Bury who ends, until the runner does (returns its status) or the judge lets go (returns None)."""
    poll = select.poll()
    for descriptor in (life, wake):
        poll.register(descriptor, select.POLLIN)
    while True:
        ready = {descriptor for descriptor, _ in poll.poll()}
        if wake in ready:
            os.read(wake, 4096)
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == runner:
                return status
            if pid == 0:
                break
        if life in ready:
            return None


def _end_all(*, is_scoped: bool) -> None:
    """Kill all that descends from this process, and bury it; returns when nobody is left.

    is_scoped: whether Landlock lets this process signal nobody but its descendants. Then one call kills them all at
    once, and none of them can fork meanwhile. Else they are stopped one by one until nobody new is found, then killed.
    """
    while True:
        if is_scoped:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(-1, signal.SIGKILL)
        else:
            _kill_one_by_one()
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        with contextlib.suppress(ChildProcessError):
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def _kill_one_by_one() -> None:
    stopped: set[int] = set()
    while new := _descendants() - stopped:
        for pid in new:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        stopped |= new
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _descendants() -> set[int]:
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat", "rb") as file:
                parent = int(file.read().rpartition(b")")[2].split()[1])
                children.setdefault(parent, []).append(int(name))
    found: set[int] = set()
    to_see = [os.getpid()]
    while to_see:
        for child in children.get(to_see.pop(), ()):
            if child not in found:
                found.add(child)
                to_see.append(child)
    return found


if __name__ == "__main__":
    sys.exit(main())
