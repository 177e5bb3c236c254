"""Looks for abstract sockets of the machine, and for a line out of the box by vsock."""

# attacks: lock_race

import socket


def reached():
    with open("/proc/net/unix", encoding="utf-8") as table:
        names = [line.split()[-1] for line in table]
    abstract = [name for name in names if name.startswith("@")]
    if abstract:
        return abstract
    try:
        with socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM) as line:
            line.settimeout(5)
            line.connect((2, 1024))
    except OSError:
        return None
    return "vsock"


found = reached()
assert not found, found
