"""A box in which a search runs: one server in it, which forks a fresh main for each execution."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import msgspec

from grader.box import processes
from grader.box.backstop import Backstop
from grader.box.cpu import CpuMeter
from grader.box.limits import OverLimit, Refusal, limit_of, over_limit, over_total_memory, total_memory
from grader.box.messages import Cleared, Ended, Searching
from grader.box.orders import Order, order_of_search, own_of_search
from grader.box.processes import ProcessLook
from grader.box.rest import Stillness, Stillwatch
from grader.box.sandbox import BoxFiles, Sandbox
from grader.channel import Event, Peer

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
    """The server of a search in its case's box, and what can be seen of its executions from outside.

    order: for one run of what is searched.
    folder: the judge's folder that the box knows; a socket made in it before `start` is at `inner(name)` there.
    """

    def __init__(self, sandbox: Sandbox, order: Order) -> None:
        self._order = order
        self._own = own_of_search(order.start_method)
        self._box = sandbox.live(self._own)
        self._limits = sandbox.limits
        self._server: Peer | None = None
        self._server_pid = 0
        self._before: set[int] = set()
        self._still = Stillwatch()
        self._cpu = CpuMeter()
        self._backstop = Backstop(self._limits.wall_s)
        self._looked = 0.0
        self._is_idle = False

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

    def start(self, name: str) -> None:
        """Start the server, which speaks to the socket `name`; returns when it can begin an execution.

        Raises LimitReachedError, HangsError or ServerGoneError if the submission's import keeps it from that.
        """
        self._before = {self._box.root, self._box.runner_pid}
        self._cpu = CpuMeter()
        self._backstop.restart()
        self._box.runner.answer(msgspec.to_builtins(order_of_search(self._order, self.inner(name))))
        ready = self._await(Searching, None)
        self._server, self._server_pid = ready.peer, ready.pid
        # With the zygote, with what an import has left, and with helpers of an earlier run that are just ending.
        self._before = set(processes.look(self._box.root))
        self._is_idle = True

    def begin(self, run: int, *, names: bool, gated: bool) -> None:
        """Begin execution `run` with an empty stdout; names, gated: see `Nursery.begin`."""
        self._box.files.clear()
        self._still.reset()
        self._looked = time.monotonic()
        self._backstop.restart()
        self._cpu = CpuMeter()
        assert self._server is not None
        self._is_idle = False
        self._server.answer({"begin": run, "names": names, "gated": gated})

    def end(self, *, kill: bool) -> None:
        """End the execution; returns when nothing is left of it."""
        assert self._server is not None
        self._backstop.restart()
        self._still.reset()
        self._server.answer({"end": kill})
        self._await(Cleared, self._server)
        self._is_idle = True

    def leave(self) -> bool:
        """End the server, and return whether the box is now as it was before the search."""
        if self._server is None or not self._is_idle:
            return False
        self._is_idle = False
        self._backstop.restart()
        self._still.reset()
        self._box.channel.drop(self._server)
        try:
            self._await(Ended, self._box.runner)
        except (LimitReachedError, HangsError, AllGoneError, ServerGoneError):
            return False
        self._box.make_room(-self._own)
        return not self._box.has_leftovers() and not self._box.left_memory()

    def look(self) -> None:
        """Look at the box because nothing was heard for a while.

        Raises LimitReachedError, AllGoneError, ServerGoneError, or HangsError if nobody is going to say anything.
        """
        looks = processes.look(self._box.root)
        self._check_limits(looks)
        needed = (self._box.root, self._box.runner_pid, self._server_pid)
        if self._server is not None and not all(pid in looks and looks[pid].is_alive for pid in needed):
            raise self._gone()
        counted = {pid: process for pid, process in looks.items() if pid not in self._before}
        if counted and not any(process.is_alive for process in counted.values()):
            raise AllGoneError("every process of the run ended without a word")
        # Runner, server and zygote count: as long as one of them is at work, somebody may be waiting for it.
        if self._hangs(looks):
            raise HangsError("a process waits for something that the explorer does not control, such as a file")

    def _look_at_the_end(self) -> None:
        """Look because the server does not say that it has cleared away; raises ServerGoneError if it never will."""
        looks = processes.look(self._box.root)
        try:
            self._check_limits(looks)
        except (LimitReachedError, HangsError) as problem:
            raise ServerGoneError(f"a process of an explored run did not end: {problem}") from None
        if self._hangs(looks) and not self._box.channel.has_news():
            raise ServerGoneError("a process of an explored run said that it ends, and did not")

    def _hangs(self, looks: Mapping[int, ProcessLook]) -> bool:
        keeper = {self._box.root} - {self._box.runner_pid}
        all_but_keeper = {pid: process for pid, process in looks.items() if pid not in keeper}
        return self._still.see(all_but_keeper) is not Stillness.MOVING

    def _check_limits(self, looks: Mapping[int, ProcessLook]) -> None:
        self._looked = time.monotonic()
        cpu_s = self._cpu.see(looks)
        threads = self._threads(looks)
        over = over_limit(self._limits, cpu_s=cpu_s, threads=threads, written_bytes=max(self._box.files.sizes()))
        over = over or total_memory(self._limits, looks, self._box.places_in_memory)
        if over is not None:
            raise LimitReachedError(over)
        if self._backstop.is_reached():
            raise HangsError(f"an explored run was still going on after {self._limits.wall_s:g} s (a backstop)")

    def _threads(self, looks: Mapping[int, ProcessLook]) -> int:
        return sum(len(process.threads) for pid, process in looks.items() if pid not in self._before)

    def refused(self, kind: str, pid: int) -> None:
        """Hear that `pid` was refused something; raises LimitReachedError if that is a limit of the box."""
        threads, written = self._threads(processes.look(self._box.root)), max(self._box.files.sizes())
        over = limit_of(self._limits, Refusal(kind, pid, threads, written, self._box.places_in_memory))
        if over is not None:
            raise LimitReachedError(over)

    def over_at_end(self) -> OverLimit | None:
        """Return the limit that the execution passed after the last look, or None."""
        if self._box.memory_hit():
            return over_total_memory(self._limits)
        return over_limit(self._limits, cpu_s=0, threads=0, written_bytes=max(self._box.files.sizes()))

    def _gone(self) -> Exception:
        if self._box.memory_hit():
            return LimitReachedError(over_total_memory(self._limits))
        return ServerGoneError("the server of the search is gone")

    def heard(self) -> None:
        """Forget earlier looks, for the execution has moved; raises LimitReachedError, looked for now and then."""
        self._still.reset()
        if time.monotonic() - self._looked > LOOK_S:
            self._check_limits(processes.look(self._box.root))

    def _await(self, kind: type[msgspec.Struct], peer: Peer | None) -> Event:
        patience = Backstop(START_S)
        while not patience.is_reached():
            heard = False
            for event in self._box.channel.events(0.05):
                heard = True
                if isinstance(event.message, kind) and peer in (None, event.peer):
                    return event
                if event.peer in (self._box.runner, peer):
                    raise self._gone()
            if not heard and peer is None:
                self.look()
            elif not heard:
                self._look_at_the_end()
        raise ServerGoneError("the server of the search did not answer")
