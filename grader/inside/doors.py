"""Doors: a rendezvous by named pipes, the same under every start method. For free runs only.

A door is a FIFO kept open for reading and writing, so that nobody blocks in opening it and nobody sees its end; a
process that waits at it is asleep in `read`, which the judge can see from outside.
"""

from __future__ import annotations

import fcntl
import os


def door(path: str) -> str:
    """Make a closed door at `path` and return the path; a door that is there stays as it is."""
    try:
        os.mkfifo(path)
    except FileExistsError:
        return path
    # This descriptor is never closed: without one open end, what was written while nobody reads would be lost.
    os.open(path, os.O_RDWR | os.O_CLOEXEC)
    return path


def wait_at(path: str) -> None:
    """Wait until the door at `path` lets one through."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.read(descriptor, 1)
    finally:
        os.close(descriptor)


def open_door(path: str, n: int = 1) -> None:
    """Let `n` (>= 1) through the door at `path`, now or later."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.write(descriptor, b"." * n)
    finally:
        os.close(descriptor)


def ticket(path: str) -> int:
    """Draw the next number at `path`: 0, 1, 2, ... in the order of the calls, each once."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        number = os.fstat(descriptor).st_size
        os.write(descriptor, b".")
    finally:
        os.close(descriptor)
    return number


def meet(path: str, parties: int) -> int:
    """Wait at `path` until `parties` (>= 1) processes have come, and return in which order this one came (0, ...)."""
    place = door(path + ".door")
    number = ticket(path + ".tickets")
    if number % parties == parties - 1:
        open_door(place, parties - 1) if parties > 1 else None
    else:
        wait_at(place)
    return number
