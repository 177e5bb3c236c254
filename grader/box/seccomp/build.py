"""Builds the filters of system calls: `python -m grader.box.seccomp.build` writes `box-*.bpf` and `shared-*.bpf`.

What is refused is listed, with why; the rest is allowed, for a right program must not fail by the box. A number above
NEWEST is a call that nobody has looked at yet: it does not exist here (ENOSYS), which every C library can handle. The
same is said to a foreign way of calling (32 bits, x32), which would have other numbers.

Written out rather than made by libseccomp: its files differ by its version, and it cannot say "newer than this".
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from grader.box.seccomp import HERE, MACHINES

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH_* of include/uapi/linux/audit.h."""
NEWEST = 462
"""mseal, Linux 6.10."""
ANYTHING_NEW = 0x7E020000
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET."""
AF_UNIX = 1
TIOCSTI, TIOCLINUX = 0x5412, 0x541C
PR_SET_SECCOMP = 22
NOTHING_DONE = 0


class Refusal(NamedTuple):
    """Calls that are refused, and why.

    calls: name, number on x86_64, number on aarch64; a number is None where the machine lacks the call.
    error: what the caller is told.
    """

    why: str
    calls: tuple[tuple[str, int | None, int | None], ...]
    error: int = errno.EPERM


# Numbers: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of the Linux sources.
REFUSED = (
    Refusal(
        "work that the kernel does for a process past this filter and past the judge's looks at /proc; many holes",
        (("io_uring_setup", 425, 425), ("io_uring_enter", 426, 426), ("io_uring_register", 427, 427)),
        errno.ENOSYS,
    ),
    Refusal("programs in the kernel; its verifier had many holes", (("bpf", 321, 280),)),
    Refusal("holds the kernel up in the middle of a call: half of every exploit", (("userfaultfd", 323, 282),)),
    Refusal("watches processes and the kernel; many holes", (("perf_event_open", 298, 241),)),
    Refusal(
        "the kernel's keyrings belong to a user, not to a namespace",
        (("add_key", 248, 217), ("request_key", 249, 218), ("keyctl", 250, 219)),
    ),
    Refusal(
        "System V memory that nobody has attached is in no process, and no limit but a cgroup's counts it",
        (("shmget", 29, 194),),
    ),
    Refusal(
        "reads, writes or takes what belongs to another process",
        (
            ("ptrace", 101, 117),
            ("process_vm_readv", 310, 270),
            ("process_vm_writev", 311, 271),
            ("process_madvise", 440, 440),
            ("pidfd_getfd", 438, 438),
            ("kcmp", 312, 272),
            ("move_pages", 279, 239),
            ("migrate_pages", 256, 238),
        ),
    ),
    Refusal(
        "changes or tells what is mounted",
        (
            ("mount", 165, 40),
            ("umount2", 166, 39),
            ("pivot_root", 155, 41),
            ("chroot", 161, 51),
            ("open_tree", 428, 428),
            ("move_mount", 429, 429),
            ("fsopen", 430, 430),
            ("fsconfig", 431, 431),
            ("fsmount", 432, 432),
            ("fspick", 433, 433),
            ("mount_setattr", 442, 442),
            ("statmount", 457, 457),
            ("listmount", 458, 458),
        ),
    ),
    Refusal("namespaces: a user namespace gives capabilities back", (("unshare", 272, 97), ("setns", 308, 268))),
    # Its flags are in memory, where no filter can see them; libc then calls clone.
    Refusal("its flags cannot be seen", (("clone3", 435, 435),), errno.ENOSYS),
    Refusal("turns protections of memory off", (("personality", 135, 92),)),
    Refusal(
        "another kernel, or code in this one",
        (
            ("kexec_load", 246, 104),
            ("kexec_file_load", 320, 294),
            ("init_module", 175, 105),
            ("finit_module", 313, 273),
            ("delete_module", 176, 106),
            ("create_module", 174, None),
            ("query_module", 178, None),
        ),
    ),
    Refusal(
        "opens files by number, past the folders above them",
        (("name_to_handle_at", 303, 264), ("open_by_handle_at", 304, 265)),
    ),
    Refusal(
        "the machine's own affairs: disks, clock, power, accounts, the kernel's log, ports",
        (
            ("quotactl", 179, 60),
            ("quotactl_fd", 443, 443),
            ("swapon", 167, 224),
            ("swapoff", 168, 225),
            ("reboot", 169, 142),
            ("settimeofday", 164, 170),
            ("clock_settime", 227, 112),
            ("adjtimex", 159, 171),
            ("clock_adjtime", 305, 266),
            ("acct", 163, 89),
            ("syslog", 103, 116),
            ("lookup_dcookie", 212, 18),
            ("sethostname", 170, 161),
            ("setdomainname", 171, 162),
            ("vhangup", 153, 58),
            ("iopl", 172, None),
            ("ioperm", 173, None),
            ("fanotify_init", 300, 262),
            ("fanotify_mark", 301, 263),
        ),
    ),
    Refusal(
        "old or rare, with holes in their past, and nothing that runs here calls them",
        (
            ("vmsplice", 278, 75),
            ("modify_ldt", 154, None),
            ("uselib", 134, None),
            ("ustat", 136, None),
            ("sysfs", 139, None),
            ("_sysctl", 156, None),
            ("nfsservctl", 180, 42),
        ),
    ),
    Refusal("a filter of its own makes who waits look like who works", (("seccomp", 317, 277),)),
)


class Condition(NamedTuple):
    """A call that is refused for some of its arguments.

    argument: which one. test: `any_of` its bits, `is_` one of the values, `is_not` any of them. Only its lower 32 bits
    count, as they do for the kernel.
    """

    why: str
    name: str
    numbers: tuple[int, int]
    argument: int
    test: str
    values: tuple[int, ...]
    error: int = errno.EPERM


CONDITIONS = (
    Condition("no namespaces", "clone", (56, 220), 0, "any_of", (ANYTHING_NEW,)),
    Condition(
        "sockets between processes; every other family is a network, or a rarely used part of the kernel",
        "socket",
        (41, 198),
        0,
        "is_not",
        (AF_UNIX,),
        errno.EAFNOSUPPORT,
    ),
    Condition("as of socket", "socketpair", (53, 199), 0, "is_not", (AF_UNIX,), errno.EAFNOSUPPORT),
    Condition("types into the terminal of who started the grader", "ioctl", (16, 29), 1, "is_", (TIOCSTI, TIOCLINUX)),
    Condition("as of seccomp", "prctl", (157, 167), 0, "is_", (PR_SET_SECCOMP,)),
)

# For a box without namespaces of its own: what its other walls, Landlock's, do not look at.
REFUSED_SHARED = (
    Refusal(
        "System V's and POSIX's queues, semaphores and memory belong to the whole machine, and are no files",
        (
            ("shmget", 29, 194),
            ("shmat", 30, 196),
            ("shmctl", 31, 195),
            ("semget", 64, 190),
            ("semop", 65, 193),
            ("semctl", 66, 191),
            ("semtimedop", 220, 192),
            ("msgget", 68, 186),
            ("msgsnd", 69, 189),
            ("msgrcv", 70, 188),
            ("msgctl", 71, 187),
            ("mq_open", 240, 180),
            ("mq_unlink", 241, 181),
        ),
    ),
    Refusal(
        # The fork server changes the mode of its socket, and copies of files come with theirs: they must go on.
        "owner, mode and times of any file of the user's; nothing is done, and said to be done",
        (
            ("chmod", 90, None),
            ("fchmod", 91, 52),
            ("fchmodat", 268, 53),
            ("fchmodat2", 452, 452),
            ("chown", 92, None),
            ("lchown", 94, None),
            ("fchown", 93, 55),
            ("fchownat", 260, 54),
            ("utime", 132, None),
            ("utimes", 235, None),
            ("futimesat", 261, None),
            ("utimensat", 280, 88),
        ),
        NOTHING_DONE,
    ),
    Refusal(
        "attributes of any file of the user's",
        (
            ("setxattr", 188, 5),
            ("lsetxattr", 189, 6),
            ("fsetxattr", 190, 7),
            ("removexattr", 197, 14),
            ("lremovexattr", 198, 15),
            ("fremovexattr", 199, 16),
        ),
        errno.ENOTSUP,
    ),
)
CONDITIONS_SHARED = (
    Condition("the limits of another process", "prlimit64", (302, 261), 0, "is_not", (0,)),
    Condition("the cores of another process", "sched_setaffinity", (203, 122), 0, "is_not", (0,)),
)

# Offsets in struct seccomp_data.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_LOAD, _EQUAL, _GREATER, _BITS, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000

Instruction = tuple[int, int, int, int]


def assemble(machine: str, refusals: Sequence[Refusal], conditions: Sequence[Condition]) -> bytes:
    """Return the filter for `machine`, one of MACHINES."""
    column = MACHINES.index(machine)
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        *_unless(_EQUAL, ARCHITECTURES[machine], errno.ENOSYS),
        (_LOAD, 0, 0, _NUMBER),
        *_if(_GREATER, NEWEST, errno.ENOSYS),
    ]
    for condition in conditions:
        body = list(_examine(condition))
        code += [(_EQUAL, 0, len(body), condition.numbers[column]), *body]
    for refusal in refusals:
        for _, *numbers in refusal.calls:
            number = numbers[column]
            if number is not None:
                code += _if(_EQUAL, number, refusal.error)
    code.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def _if(jump: int, value: int, error: int) -> Iterator[Instruction]:
    yield jump, 0, 1, value
    yield _RETURN, 0, 0, _ERROR | error


def _unless(jump: int, value: int, error: int) -> Iterator[Instruction]:
    yield jump, 1, 0, value
    yield _RETURN, 0, 0, _ERROR | error


def _examine(condition: Condition) -> Iterator[Instruction]:
    """Yield what becomes of a call whose number is known; it ends in an answer."""
    # Both machines are little-endian: the lower half of an argument comes first.
    yield _LOAD, 0, 0, _ARGUMENTS + 8 * condition.argument
    if condition.test == "is_not":
        (value,) = condition.values
        yield from _unless(_EQUAL, value, condition.error)
    else:
        jump = _BITS if condition.test == "any_of" else _EQUAL
        for value in condition.values:
            yield from _if(jump, value, condition.error)
    yield _RETURN, 0, 0, _ALLOW


def files() -> Iterable[tuple[str, bytes]]:
    """Yield each built file: its name and its bytes."""
    for machine in MACHINES:
        yield f"box-{machine}.bpf", assemble(machine, REFUSED, CONDITIONS)
        yield f"shared-{machine}.bpf", assemble(machine, REFUSED_SHARED, CONDITIONS_SHARED)


if __name__ == "__main__":
    for name, content in files():
        (HERE / name).write_bytes(content)
