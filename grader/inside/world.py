"""What every process of a run knows of its run: where the judge is, whose submission this is, its folder."""

from __future__ import annotations

import os

from grader.inside.typed import Any


class World:
    """The place of one run.

    judge: path of the judge's socket. slug: the submission's module. submission: path of its file.
    folder: an empty folder of this run. paths: what `sys.path` begins with. watched: whether exceptions that end
    processes are told to the judge (not for programs, which run bare). message_bytes: what one mark or value may take.
    shared_memory, semaphores: for a box that shares /dev/shm with others: a file that notes the names of what is made
    there, and how those of semaphores begin. Else empty.
    """

    def __init__(self) -> None:
        self.judge = self.slug = self.submission = self.folder = ""
        self.paths: list[str] = []
        self.watched = True
        self.message_bytes = 128 * 1024
        self.shared_memory = self.semaphores = ""

    def as_json(self) -> dict[str, Any]:
        """Return the fields, for the command line of a new interpreter."""
        return dict(vars(self))


current = World()


def enter(fields: dict[str, Any]) -> None:
    """Make `fields` the world of this process."""
    for name, value in fields.items():
        setattr(current, name, value)


def temporary() -> str:
    """Return the box's folder for temporary files."""
    return os.environ.get("TMPDIR", "/tmp")


def folder() -> str:
    """Return the path of an empty folder that belongs to this run alone."""
    return current.folder
