"""Looks for abstract sockets of the machine, and for a line out of the box by vsock."""

# attacks: lock_race

import contextlib
import socket


def reached():
    with open("/proc/net/unix", encoding="utf-8") as table:
        names = [line.split()[-1] for line in table]
    for name in {name for name in names if name.startswith("@")}:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, kind) as line:
                line.connect("\0" + name[1:])
                return name
    try:
        with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as line:
            line.settimeout(5)
            line.connect((2, 1024))
    except OSError:
        return None
    return "vsock"


found = reached()
assert not found, found
