"""Becomes another user: by itself, or by a program that bears the setuid bit."""

# attacks: lock_race

import os
import stat
import subprocess

# Where the interpreter lies in a folder of root's, the landlock box keeps CAP_DAC_READ_SEARCH; Landlock decides there
# what may be read. The bwrap box keeps nothing.
KEPT = 0 if os.path.isdir("/box") else 1 << 2


def programs():
    for folder in ("/usr/bin", "/usr/sbin", "/usr/libexec", "/usr/lib/openssh", "/usr/lib/dbus-1.0"):
        if os.path.isdir(folder):
            for entry in os.scandir(folder):
                if entry.is_file(follow_symlinks=False) and entry.stat().st_mode & (stat.S_ISUID | stat.S_ISGID):
                    yield entry.path


def privileges(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        lines = dict(line.split(":", 1) for line in status)
    return {*lines["Uid"].split(), *lines["Gid"].split()}, int(lines["CapEff"], 16)


def reached():
    mine = privileges("self")
    for act in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0)):
        try:
            act()
        except OSError:
            continue
        return True
    for path in programs():
        try:
            started = subprocess.Popen(
                [path], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
            )
        except PermissionError:
            continue
        with started as child:
            # Popen returns after the exec, so this is the program's own.
            try:
                if privileges(child.pid) != mine:
                    return True
            except (OSError, KeyError):
                pass
            child.kill()
    return mine[1] & ~KEPT != 0


found = reached()
assert not found, found
