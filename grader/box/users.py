"""A user for one box alone: what the box leaves behind bears its number, and no other user's things are its own."""

from __future__ import annotations

import contextlib
import errno
import os
import pwd
import random
import socket
from collections.abc import Iterator
from pathlib import Path

FIRST, LAST = 61184, 65519
"""What systemd too draws its short-lived users from: nobody else has such a number (systemd's UIDS-GIDS.md)."""
TRIES = 100
SHARED_MEMORY = Path("/dev/shm")
# CAP_CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER, KILL, SETGID, SETUID, SYS_PTRACE; containers keep the last from
# their root.
NEEDED = (0, 1, 2, 3, 5, 6, 7, 19)


class BoxUser:
    """A user, and group, that no process has and that is held until `release`. number: the user's and the group's."""

    def __init__(self, number: int, hold: socket.socket) -> None:
        self.number = number
        self._hold = hold
        # A judge that was killed could clear nothing away.
        self.clear_away()

    def shared_memory(self) -> list[str]:
        """Return the names of the user's files in /dev/shm, sorted."""
        with os.scandir(SHARED_MEMORY) as entries:
            return sorted(entry.name for entry in entries if self._owns(entry))

    def clear_away(self) -> None:
        """Remove the user's files from /dev/shm; in folders, of which a box can make none, are none."""
        for name in self.shared_memory():
            with contextlib.suppress(FileNotFoundError):
                (SHARED_MEMORY / name).unlink()

    def release(self) -> None:
        """Let others have the number."""
        self._hold.close()

    def _owns(self, entry: os.DirEntry[str]) -> bool:
        try:
            return entry.stat(follow_symlinks=False).st_uid == self.number
        except FileNotFoundError:
            return False


def can_become_another() -> bool:
    """Return whether this process is root, and can still look at and kill the processes of a box's user."""
    return _has_rights() and bool(_mapped())


def _has_rights() -> bool:
    status = Path("/proc/self/status").read_text()
    held = int(status.partition("CapEff:")[2].split()[0], 16)
    return os.geteuid() == 0 and all(held >> capability & 1 for capability in NEEDED)


def claim() -> BoxUser | None:
    """Return a user for a box; None where this process can become no other, or no number is free.

    It is held by an abstract socket, which ends with this process even if that is killed.
    """
    numbers = _mapped() if _has_rights() else range(0)
    for number in random.SystemRandom().sample(numbers, min(TRIES, len(numbers))):
        if _is_known(number):
            continue
        hold = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            hold.bind(f"\0mpkata-user-{number}")
        except OSError as problem:
            hold.close()
            if problem.errno != errno.EADDRINUSE:
                raise
            continue
        if not _has_processes(number):
            return BoxUser(number, hold)
        hold.close()
    return None


def _mapped() -> range:
    """Return the numbers that exist as users and as groups in this user namespace; a range without gaps, or none."""
    first, last = FIRST, LAST
    for kind in ("uid", "gid"):
        text = Path(f"/proc/self/{kind}_map").read_text()
        parts = [(int(inner), int(inner) + int(count) - 1) for inner, _, count in map(str.split, text.splitlines())]
        fitting = [(max(first, low), min(last, high)) for low, high in parts if low <= last and high >= first]
        if not fitting:
            return range(0)
        first, last = fitting[0]
    return range(first, last + 1)


def _is_known(number: int) -> bool:
    try:
        pwd.getpwuid(number)
    except KeyError:
        return False
    return True


def _has_processes(number: int) -> bool:
    return any(owner == number for owner in _owners())


def _owners() -> Iterator[int]:
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                yield os.stat(f"/proc/{name}").st_uid
