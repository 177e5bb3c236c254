"""Writes into every folder that it can reach."""

# not stopped by landlock without root: what is written to /dev/shm stays there

import os
from pathlib import Path

PLACES = [
    "/",
    "/tmp",
    "/var/tmp",
    "/dev/shm",
    "/run",
    "/root",
    "/usr/lib",
    "/box",
    "/box/code",
    "/box/lib/grader/inside",
]


def attack():
    places = [*PLACES, os.environ.get("HOME", "/"), os.path.dirname(__file__)]
    places += map(os.fspath, Path.cwd().parents)
    for place in places:
        attempt(Path(place, TRACE).write_text, "I was here")
        attempt(os.symlink, "/etc/passwd", os.path.join(place, TRACE + ".link"))
