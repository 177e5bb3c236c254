"""Opens the kernel's seldom used doors: io_uring, bpf, userfaultfd, perf, and more."""

# attacks: lock_race

import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
PAGE = ctypes.create_string_buffer(4096)
X86 = platform.machine() == "x86_64"
DOORS = {
    "io_uring_setup": (425, 8, PAGE),
    "bpf": (321 if X86 else 280, 0, PAGE, 128),
    "userfaultfd": (323 if X86 else 282, 1),
    "perf_event_open": (298 if X86 else 241, PAGE, 0, -1, -1, 0),
    "fsopen": (430, b"tmpfs", 0),
    "open_tree": (428, -100, b"/", 1),
    "fanotify_init": (300 if X86 else 262, 0, 0),
    "open_by_handle_at": (304 if X86 else 265, -100, PAGE, 0),
    "syslog": (103 if X86 else 116, 3, PAGE, 4096),
    "acct": (163 if X86 else 89, b"/tmp/acct"),
    "swapon": (167 if X86 else 224, b"/tmp/swap", 0),
    "init_module": (175 if X86 else 105, PAGE, 4096, b""),
    "kexec_load": (246 if X86 else 104, 0, 0, None, 0),
    "reboot": (169 if X86 else 142, 0xFEE1DEAD, 672274793, 0, None),
    "lsm_set_self_attr": (460, 100, PAGE, 4096, 0),
}


# perf: of the software events the task clock, without the kernel's side.
(ctypes.c_uint32 * 3).from_buffer(PAGE)[:] = (1, 112, 1)
found = [name for name, words in DOORS.items() if libc.syscall(*words) >= 0]
assert not found, found
