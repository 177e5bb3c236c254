"""Asks for namespaces of its own, and with them for the kernel's doors that only root may use."""

# attacks: lock_race

import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
UNSHARE, CLONE3, SETNS = {"x86_64": (272, 435, 308)}.get(platform.machine(), (97, 435, 268))
NEW = {
    "user": 0x10000000,
    "mount": 0x20000,
    "pid": 0x20000000,
    "net": 0x40000000,
    "ipc": 0x8000000,
    "cgroup": 0x2000000,
}


def clone3(flags):
    arguments = (ctypes.c_uint64 * 11)(flags, 0, 0, 0, 17)
    return libc.syscall(CLONE3, arguments, 88)


def reached():
    for flag in NEW.values():
        if libc.syscall(UNSHARE, flag) == 0 or libc.syscall(UNSHARE, flag | NEW["user"]) == 0:
            return True
    child = clone3(NEW["user"])
    if child == 0:
        os._exit(0)
    if child > 0:
        return True
    for name in ("mnt", "net", "pid", "user"):
        descriptor = os.open(f"/proc/self/ns/{name}", os.O_RDONLY)
        if name != "user" and libc.syscall(SETNS, descriptor, 0) == 0:
            return True
    return libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0


found = reached()
assert not found, found
