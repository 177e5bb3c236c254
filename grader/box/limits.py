"""Which limit a run has passed: what was allowed, and how far it went as the judge has seen it from outside.

A limit is a verdict in two ways. What the judge measures (CPU time, output, marks, the memory of the whole box) is
one as soon as it is passed. What the system refuses (a process its memory, a file, a new process) is one when that
ended a process or thread of the run: the box says that it was refused something, while it waits for the judge, and
the judge looks which limit that was. So it is no matter when the judge looks, and a run that does without what it
was refused goes on.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.box.processes import ProcessLook, files_in_memory, open_files_of, shares_of
from grader.model import Limits

STACK_BYTES = 8 << 20
"""Address space that a new thread takes, at least."""
TOLD_BYTES = 64 << 20
"""What the processes of one run may say in all: the judge keeps it."""
_UNITS = (("GiB", 30), ("MiB", 20), ("KiB", 10))
_PLACES = {"/tmp": "its files (/tmp)", "/dev/shm": "shared memory (/dev/shm)"}
_FULL_BYTES = 1 << 16


@dataclass(frozen=True)
class OverLimit:
    """A limit that a run has passed.

    limit: its name. figure: what was passed, in words, the same each time. seen: how far the judge saw it go, in words;
    may differ from run to run, and is empty where nothing was left to be seen.
    """

    limit: str
    figure: str
    seen: str = ""


def over_limit(limits: Limits, *, cpu_s: float, threads: int, written_bytes: int) -> OverLimit | None:
    """Return the limit that a run has passed, the first that applies, or None.

    cpu_s, threads: of all its processes. written_bytes: the longer of its stdout and its stderr.
    """
    # CPU time comes last, for it goes on while the judge is late to look, and the others stay as they are: so which
    # limit it was does not hang on the machine's load.
    if threads > limits.processes:
        return over_processes(limits, threads)
    if written_bytes >= limits.output_bytes:
        return OverLimit("output", f"{limits.output_bytes:,} bytes of output or more", f"{written_bytes:,} bytes")
    if cpu_s > limits.cpu_s:
        return OverLimit("cpu", f"more than {limits.cpu_s:g} s of CPU time, all processes together", f"{cpu_s:.1f} s")
    return None


def over_processes(limits: Limits, threads: int) -> OverLimit:
    """Return the limit of processes and threads; threads: how many there are."""
    return OverLimit("processes", f"more than {limits.processes} processes and threads at once", f"{threads} of them")


def over_marks(limits: Limits, marks: int) -> OverLimit | None:
    """Return the limit of marks if that many are too many, or None."""
    return OverLimit("marks", f"more than {limits.marks:,} marks") if marks > limits.marks else None


def over_told(size: int) -> OverLimit | None:
    """Return the limit of what a run may say in all if `size` bytes are too much, or None."""
    if size <= TOLD_BYTES:
        return None
    return OverLimit("messages", f"more than {amount(TOLD_BYTES)} in all its marks, values and messages together")


def over_message(limits: Limits, size: int) -> OverLimit:
    """Return the limit of one message that would have had `size` bytes."""
    return OverLimit("message", f"more than {limits.message_bytes:,} bytes in one mark or value", f"{size:,} bytes")


def over_total_memory(limits: Limits, seen_bytes: int = 0) -> OverLimit:
    """Return the limit of a box's memory as a whole; seen_bytes: how much there was, 0 if nobody knows."""
    figure = f"more than {amount(limits.total_memory_bytes)} of memory, all processes and files in memory together"
    return OverLimit("total_memory", figure, amount(seen_bytes) if seen_bytes else "")


def total_memory(limits: Limits, looks: Mapping[int, ProcessLook], places: Iterable[str]) -> OverLimit | None:
    """Return the limit of memory that all processes together have passed, or None.

    looks: of all processes of the box. places: mount points in memory that are the box's own, as the judge reaches
    them. What is counted is never more than what is there.
    """
    memfds = {number: size for pid in looks for number, size in files_in_memory(pid)}
    in_files = sum(map(_used_bytes, places)) + sum(memfds.values())
    # Each process by itself counts what it shares with others: only if that is too much is it worth a closer look.
    if in_files + sum(process.memory_bytes for process in looks.values()) <= limits.total_memory_bytes:
        return None
    shares = [shares_of(pid) for pid in looks]
    # Files in memory may be mapped too: then they are among what is shared.
    seen = sum(own for own, _ in shares) + max(in_files, sum(shared for _, shared in shares))
    return over_total_memory(limits, seen) if seen > limits.total_memory_bytes else None


@dataclass(frozen=True)
class Refusal:
    """Something that the system has refused to a process of the box, which waits for the judge or has just ended.

    kind: as the box says, see `inside.refusals`. pid: who was refused. threads: how many the run has now.
    written_bytes: the longer of its stdout and its stderr. places: its file systems in memory, as of `total_memory`.
    """

    kind: str
    pid: int
    threads: int
    written_bytes: int
    places: tuple[str, ...]


def limit_of(limits: Limits, refusal: Refusal) -> OverLimit | None:
    """Return which limit it was; None where it was none of the box's."""
    match refusal.kind:
        case "memory":
            return _memory(limits, refusal.pid)
        case "tasks":
            return _tasks(limits, refusal)
        case "open_files":
            seen = open_files_of(refusal.pid)
            figure = f"more than {limits.open_files} open files in one process"
            return OverLimit("open_files", figure, f"{seen} open files" if seen else "")
        case "file_size":
            written = over_limit(limits, cpu_s=0, threads=0, written_bytes=refusal.written_bytes)
            return written or OverLimit("file_size", f"a file of more than {limits.output_bytes:,} bytes")
        case "disk":
            return _full_disk(refusal.places) or (
                OverLimit("disk", "no room left for files") if refusal.places else None
            )
    return None


def _memory(limits: Limits, pid: int) -> OverLimit:
    peak = peak_bytes(pid)
    figure = f"more than {amount(limits.memory_bytes)} of memory in one process"
    return OverLimit("memory", figure, f"it had {amount(peak)} when it was refused more" if peak else "")


def _tasks(limits: Limits, refusal: Refusal) -> OverLimit:
    # A thread needs a stack, so the limit of memory may be what it ran into.
    has_room = peak_bytes(refusal.pid) + STACK_BYTES < limits.memory_bytes
    if refusal.threads >= limits.processes or has_room:
        return over_processes(limits, refusal.threads)
    return _memory(limits, refusal.pid)


def _full_disk(places: Iterable[str]) -> OverLimit | None:
    """Return the limit of the first of `places`, mount points in memory, that is full; None if none is."""
    for place in places:
        with contextlib.suppress(OSError):
            room = os.statvfs(place)
            if room.f_bavail * room.f_frsize < _FULL_BYTES or (room.f_files and not room.f_favail):
                name = next((name for end, name in _PLACES.items() if place.endswith(end)), place)
                return OverLimit("disk", f"no room left for {name}: {amount(room.f_blocks * room.f_frsize)} in all")
    return None


def places_in_memory(pid: int) -> tuple[str, ...]:
    """Return the paths at which the judge reaches the file systems in memory of the box of `pid`."""
    return tuple(f"/proc/{pid}/root{place}" for place in _PLACES)


def _used_bytes(place: str) -> int:
    try:
        room = os.statvfs(place)
    except OSError:
        return 0
    return (room.f_blocks - room.f_bfree) * room.f_frsize


def peak_bytes(pid: int) -> int:
    """Return the most address space that `pid` has had; 0 if it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("utf-8", "replace").splitlines():
            if line.startswith("VmPeak:"):
                return int(line.split()[1]) << 10
    return 0


def amount(size: int) -> str:
    """Return a number of bytes in words, as 1 GiB or 1.5 MiB."""
    for unit, shift in _UNITS:
        if size >= 1 << shift:
            return f"{round(size / (1 << shift), 1):g} {unit}"
    return f"{size:,} bytes"
