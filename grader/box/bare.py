"""No box at all: a process group with limits, for one's own code only."""

from __future__ import annotations

import json
import os
import subprocess

from grader.box.launch import ENVIRONMENT, INSIDE, Launch, Started, python_words


class Bare:
    """Starts runners as ordinary processes."""

    name = "none"
    does_not_stop: tuple[str, ...] = (
        "reading and writing your files, the hidden suites and the model answers among them",
        "the network",
        "signals to your other processes",
        "processes that leave the process tree",
        "shared memory left in /dev/shm (not looked at, for it belongs to the whole machine)",
    )

    def start(self, launch: Launch) -> Started:
        """Start a runner in a session of its own."""
        code, library = launch.folder / "code", launch.folder / "lib"
        code.mkdir()
        (library / "grader").mkdir(parents=True)
        (library / "grader" / "inside").symlink_to(INSIDE)
        (code / f"{launch.slug}.py").write_bytes(launch.source)
        (code / "scenarios.py").write_bytes(launch.scenarios.read_bytes())
        scratch = launch.folder / "tmp"
        scratch.mkdir()
        world = {
            "judge": os.fspath(launch.socket),
            "slug": launch.slug,
            "submission": os.fspath(code / f"{launch.slug}.py"),
            "paths": [os.fspath(code), os.fspath(library)],
            "adopt": True,
        }
        process = subprocess.Popen(
            python_words(os.fspath(library / "grader" / "inside" / "runner.py"), json.dumps(world)),
            stdin=subprocess.DEVNULL,
            stdout=launch.stdout,
            stderr=launch.stderr,
            env={**ENVIRONMENT, "HOME": os.fspath(scratch), "TMPDIR": os.fspath(scratch)},
            cwd=scratch,
            close_fds=True,
            start_new_session=True,
        )
        return Started(process, 0, os.fspath(code))
