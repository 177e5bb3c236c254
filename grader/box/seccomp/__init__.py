"""The filter of system calls that every box runs under: a built file for each machine, and what builds it."""

from __future__ import annotations

import platform
from pathlib import Path

HERE = Path(__file__).parent
MACHINES = ("x86_64", "aarch64")


def program(kind: str = "box", machine: str = platform.machine()) -> bytes:
    """Return the built filter, instructions as the kernel takes them; empty where this machine has none.

    kind: `box`, the filter of every box; or `shared`, what a box adds that shares the machine's files.
    """
    if machine not in MACHINES:
        return b""
    return (HERE / f"{kind}-{machine}.bpf").read_bytes()
