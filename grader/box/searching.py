"""A box in which a search runs: one server in it, which forks a fresh main for each execution."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader.box import processes
from grader.box.messages import Cleared, Searching
from grader.box.observation import OverLimit, over_limit
from grader.box.orders import Order
from grader.box.processes import ProcessLook
from grader.box.rest import Stillness, Stillwatch
from grader.box.sandbox import BoxFiles, Sandbox
from grader.channel import Peer

START_S = 600.0
"""How long the server may take for an order; a backstop."""
LOOK_S = 0.25
"""How often the limits of an execution are looked at while it moves."""


class ServerGoneError(Exception):
    """The server of the search is gone: the submission has killed it, or a limit has."""


class LimitReachedError(Exception):
    """An execution has passed a limit; over: which."""

    def __init__(self, over: OverLimit) -> None:
        super().__init__(over.figure)
        self.over = over


class HangsError(Exception):
    """An execution waits for something that the explorer does not control, or the backstop was reached."""


class AllGoneError(Exception):
    """Every process of an execution has ended, and none has said so."""


class SearchBox:
    """The server of a search in a box of its own, and what can be seen of its executions from outside.

    folder: the judge's folder that the box knows; a socket made in it before `start` is at `inner(name)` there.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._box = sandbox.live()
        self._limits = sandbox.limits
        self._server: Peer | None = None
        self._server_pids: set[int] = set()
        self._still = Stillwatch()
        self._cpu_before_s = 0.0
        self._begun = 0.0
        self._looked = 0.0

    @property
    def folder(self) -> Path:
        """The judge's folder."""
        return self._box.folder

    @property
    def files(self) -> BoxFiles:
        """What the executions print."""
        return self._box.files

    def inner(self, name: str) -> str:
        """Return the path in the box of the file `name` in `folder`."""
        return f"{self._box.judge_folder}/{name}"

    def start(self, order: Order) -> None:
        """Start the server; returns when it can begin an execution.

        Raises LimitReachedError, HangsError or ServerGoneError if the submission's import keeps it from that.
        """
        self._server_pids = {self._box.root, self._box.runner_pid}
        self._begun, self._cpu_before_s = time.monotonic(), -1.0
        self._box.runner.answer(msgspec.to_builtins(order))
        self._server = self._await(Searching, None)
        self._server_pids = set(processes.look(self._box.root))

    def begin(self, run: int, *, names: bool) -> None:
        """Begin execution `run` with an empty stdout."""
        self._box.files.clear()
        self._still.reset()
        self._begun = self._looked = time.monotonic()
        self._cpu_before_s = -1.0
        assert self._server is not None
        self._server.answer({"begin": run, "names": names})

    def end(self, *, kill: bool) -> None:
        """End the execution; returns when nothing is left of it."""
        assert self._server is not None
        self._server.answer({"end": kill})
        self._await(Cleared, self._server)

    def look(self) -> None:
        """Look at the box because nothing was heard for a while.

        Raises LimitReachedError, AllGoneError, ServerGoneError, or HangsError if nobody is going to say anything.
        """
        looks = processes.look(self._box.root)
        self._check_limits(looks)
        gone = [pid for pid in self._server_pids if pid not in looks or not looks[pid].is_alive]
        if gone and self._server is not None:
            raise ServerGoneError("the server of the search is gone")
        counted = {pid: process for pid, process in looks.items() if pid not in self._server_pids}
        if counted and not any(process.is_alive for process in counted.values()):
            raise AllGoneError("every process of the run ended without a word")
        if self._still.see(counted) is not Stillness.MOVING:
            raise HangsError("a process waits for something that the explorer does not control, such as a file")

    def _check_limits(self, looks: Mapping[int, ProcessLook]) -> None:
        self._looked = time.monotonic()
        cpu_s = sum(process.cpu_s for process in looks.values())
        if self._cpu_before_s < 0:
            self._cpu_before_s = cpu_s
        threads = sum(len(process.threads) for pid, process in looks.items() if pid not in self._server_pids)
        cpu_s -= self._cpu_before_s
        over = over_limit(self._limits, cpu_s=cpu_s, threads=threads, written_bytes=max(self._box.files.sizes()))
        if over is not None:
            raise LimitReachedError(over)
        if time.monotonic() - self._begun > self._limits.wall_s:
            raise HangsError(f"an explored run was still going on after {self._limits.wall_s:g} s (a backstop)")

    def heard(self) -> None:
        """Forget earlier looks, for the execution has moved; raises LimitReachedError, looked for now and then."""
        self._still.reset()
        if time.monotonic() - self._looked > LOOK_S:
            self._check_limits(processes.look(self._box.root))

    def _await(self, kind: type[msgspec.Struct], peer: Peer | None) -> Peer:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            heard = False
            for event in self._box.channel.events(0.05):
                heard = True
                if isinstance(event.message, kind) and peer in (None, event.peer):
                    return event.peer
                if event.peer in (self._box.runner, peer):
                    raise ServerGoneError("the server of the search is gone")
            if not heard and peer is None:
                self.look()
        raise ServerGoneError("the server of the search did not answer")
