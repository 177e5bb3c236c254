"""Looks at the processes of a box from outside, through /proc.

A look takes nothing on trust from the box but its names. It is not atomic: what may be concluded from looks is
said in `rest`.
"""

from __future__ import annotations

import contextlib
import os
import platform
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import psutil

_TICKS = os.sysconf("SC_CLK_TCK")


class Waiting(Enum):
    """How a thread waits: not at all, until something happens, or at most for some time."""

    BUSY = "busy"
    AT_REST = "at rest"
    TIMED = "timed"


@dataclass(frozen=True)
class ThreadLook:
    """One thread at one moment; voluntary, involuntary: how often it has left a core, of its own accord or not."""

    tid: int
    waiting: Waiting
    voluntary: int
    involuntary: int


@dataclass(frozen=True)
class ProcessLook:
    """One process at one moment.

    pid: as this process counts. cpu_s: with that of its reaped children; own_cpu_s: without.
    memory_bytes: in use, files of programs not counted, what it shares with others counted in full.
    """

    pid: int
    parent: int
    state: str
    cpu_s: float
    started: int
    threads: tuple[ThreadLook, ...]
    memory_bytes: int = 0
    own_cpu_s: float = 0.0

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended: a zombie waits to be reaped."""
        return self.state not in "ZX"


def look(root: int) -> dict[int, ProcessLook]:
    """Return the processes below `root`, itself included, by pid; those that vanish meanwhile are left out."""
    found: dict[int, ProcessLook] = {}
    to_see = [root]
    while to_see:
        pid = to_see.pop()
        if pid in found:
            continue
        seen = _look_at(pid)
        if seen is not None:
            found[pid] = seen
            to_see.extend(_children(pid))
    return found


def command(pid: int) -> bytes:
    """Return the command line of `pid`, words separated by NUL; empty if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def parent_and_start(pid: int) -> tuple[int, int]:
    """Return the parent of `pid` and when it was started, in clock ticks since boot; zeros if it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return 0, 0
    return int(stat[1]), int(stat[19])


def inner_pid(pid: int) -> int:
    """Return the pid that `pid` has in its own PID namespace; 0 if it has ended."""
    for line in _lines(f"/proc/{pid}/status"):
        if line.startswith("NSpid:"):
            return int(line.split()[-1])
    return 0


def shares_of(pid: int) -> tuple[int, int]:
    """Return how much memory `pid` uses, its share of what several use: its own, and memory made to be shared."""
    found = {b"Pss_Anon": 0, b"Pss_Shmem": 0}
    try:
        with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
            for line in file:
                name, _, value = line.partition(b":")
                if name in found:
                    found[name] = int(value.split()[0]) << 10
    except OSError:
        return 0, 0
    return found[b"Pss_Anon"], found[b"Pss_Shmem"]


def files_in_memory(pid: int) -> Iterator[tuple[int, int]]:
    """Yield the memfds that `pid` has open: the number of each, the same for all who have it open, and its bytes."""
    place = f"/proc/{pid}/fd"
    try:
        for name in os.listdir(place):
            with contextlib.suppress(FileNotFoundError):
                if os.readlink(f"{place}/{name}").startswith("/memfd:"):
                    seen = os.stat(f"{place}/{name}")
                    yield seen.st_ino, seen.st_blocks * 512
    except OSError:
        return


def open_files_of(pid: int) -> int:
    """Return how many descriptors `pid` has; 0 if it has ended."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        return 0


def shares_memory(pid: int) -> bool:
    """Whether `pid` has memory mapped that it can write and others may see; False if it has ended."""
    # Counted by the kernel at no cost; the list of mappings is long, and read only where it may hold one.
    if not any(line.startswith("RssShmem:") and line.split()[1] != "0" for line in _lines(f"/proc/{pid}/status")):
        return False
    return any(line.split()[1][1:4:2] == "ws" for line in _lines(f"/proc/{pid}/maps"))


def is_helper(process: ProcessLook, seen: Mapping[int, ProcessLook]) -> bool:
    """Whether `process` is a resource tracker or a fork server of multiprocessing's.

    A child of a fork server, which bears the same command line, is none.
    """
    words = command(process.pid)
    if b"from multiprocessing.resource_tracker import main" in words:
        return True
    if _FORK_SERVER not in words:
        return False
    return process.parent not in seen or _FORK_SERVER not in command(process.parent)


_FORK_SERVER = b"from multiprocessing.forkserver import main"


def kill(process: ProcessLook, number: int = signal.SIGKILL) -> None:
    """Send a signal to `process`, and never to another one that was given its pid since."""
    try:
        descriptor = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return
    try:
        now = _look_at(process.pid)
        if now is not None and now.started == process.started:
            signal.pidfd_send_signal(descriptor, number)
    except ProcessLookupError:
        return
    finally:
        os.close(descriptor)


def kill_tree(root: int) -> None:
    """Kill `root` and all below it. They are stopped first, from the root on, so that nobody forks meanwhile."""
    stopped: set[int] = set()
    while True:
        running = [p for p in look(root).values() if p.is_alive and p.pid not in stopped]
        if not running:
            break
        for process in running:
            kill(process, signal.SIGSTOP)
            stopped.add(process.pid)
    for process in sorted(look(root).values(), key=lambda p: p.pid == root):
        kill(process)


def _children(pid: int) -> Iterator[int]:
    try:
        threads = os.listdir(f"/proc/{pid}/task")
        for thread in threads:
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                yield from map(int, file.read().split())
    except FileNotFoundError:
        # The process is gone, or this kernel has no `children` file.
        if psutil.pid_exists(pid):
            yield from (child for child, parent in _all_parents().items() if parent == pid)
    except ProcessLookupError:
        return


def _all_parents() -> dict[int, int]:
    return {process.pid: process.info["ppid"] for process in psutil.process_iter(["ppid"])}


def _look_at(pid: int) -> ProcessLook | None:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            stat = file.read().rpartition(b")")[2].split()
        seen = tuple(filter(None, (_look_at_thread(pid, tid) for tid in os.listdir(f"/proc/{pid}/task"))))
    except (FileNotFoundError, ProcessLookupError):
        return None
    own, reaped = sum(map(int, stat[11:13])), sum(map(int, stat[13:15]))
    memory_bytes = max((memory for _, memory in seen), default=0)
    threads = tuple(thread for thread, _ in seen)
    cpu_s, own_cpu_s = (own + reaped) / _TICKS, own / _TICKS
    return ProcessLook(pid, int(stat[1]), stat[0].decode(), cpu_s, int(stat[19]), threads, memory_bytes, own_cpu_s)


def _look_at_thread(pid: int, tid: str) -> tuple[ThreadLook, int] | None:
    place = f"/proc/{pid}/task/{tid}"
    state, voluntary, involuntary, memory_bytes = "", 0, 0, 0
    for line in _lines(f"{place}/status"):
        name, _, value = line.partition(":")
        if name == "State":
            state = value.split()[0]
        elif name == "voluntary_ctxt_switches":
            voluntary = int(value)
        elif name == "nonvoluntary_ctxt_switches":
            involuntary = int(value)
        elif name in ("RssAnon", "RssShmem"):
            memory_bytes += int(value.split()[0]) << 10
    if state in ("", "Z", "X"):
        return None
    if state in "Tt":
        waiting = Waiting.AT_REST
    elif state == "S":
        waiting = how_it_waits("".join(_lines(f"{place}/syscall")))
    else:
        waiting = Waiting.BUSY
    return ThreadLook(int(tid), waiting, voluntary, involuntary), memory_bytes


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return []


def how_it_waits(call: str, machine: str = platform.machine()) -> Waiting:
    """Return how a sleeping thread waits, by what /proc/PID/task/TID/syscall says: the call's number and arguments.

    A call that is not known to wait without a limit counts as BUSY, so that nobody is taken to be at rest by mistake.
    """
    words = call.split()
    numbers = _CALLS.get(machine)
    if len(words) < 7 or not words[0].isdigit() or numbers is None:
        return Waiting.BUSY
    arguments = [int(word, 16) for word in words[1:7]]
    kind = numbers.get(int(words[0]))
    if kind is None:
        return Waiting.BUSY
    name, position = kind
    if name in ("untimed", "timed"):
        return Waiting.AT_REST if name == "untimed" else Waiting.TIMED
    value = arguments[position]
    if name == "futex" and (arguments[1] & 0x7F) not in _FUTEX_WAITS:
        return Waiting.BUSY
    is_untimed = value & 0xFFFFFFFF == 0xFFFFFFFF if name == "milliseconds" else value == 0
    return Waiting.AT_REST if is_untimed else Waiting.TIMED


# FUTEX_WAIT, FUTEX_LOCK_PI, FUTEX_WAIT_BITSET, FUTEX_WAIT_REQUEUE_PI, FUTEX_LOCK_PI2
_FUTEX_WAITS = (0, 6, 9, 11, 13)

_Kind = tuple[str, int]


def _table(untimed: str, timed: str, **limited: str) -> dict[int, _Kind]:
    """A call number leads to `untimed`, `timed`, or (how the limit is written, which argument it is)."""
    table: dict[int, _Kind] = {int(word): ("untimed", 0) for word in untimed.split()}
    table |= {int(word): ("timed", 0) for word in timed.split()}
    for how, words in limited.items():
        for word in words.split():
            number, _, position = word.partition("@")
            table[int(number)] = (how, int(position))
    return table


# Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of the Linux sources.
_CALLS = {
    # read write open readv writev sendto recvfrom sendmsg recvmsg connect accept accept4 pause wait4 waitid
    # rt_sigsuspend fcntl flock openat semop msgsnd msgrcv pread pwrite | nanosleep clock_nanosleep restart_syscall
    # | poll epoll_wait epoll_pwait | futex | ppoll select pselect6 rt_sigtimedwait semtimedop epoll_pwait2
    "x86_64": _table(
        "0 1 2 19 20 44 45 46 47 42 43 288 34 61 247 130 72 73 257 65 69 70 17 18",
        "35 230 219",
        milliseconds="7@2 232@3 281@3",
        futex="202@3",
        pointer="271@2 23@4 270@4 128@2 220@3 441@3",
    ),
    "aarch64": _table(
        "63 64 65 66 206 207 211 212 203 202 242 260 95 133 25 32 56 193 189 188 67 68",
        "101 115 128",
        milliseconds="22@3",
        futex="98@3",
        pointer="73@2 72@4 137@2 192@3 441@3",
    ),
}
KNOWN_MACHINES = tuple(_CALLS)
