"""Watches one run to its end: answers its messages, looks at its processes, and keeps it within its limits."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from grader.box import messages, processes
from grader.box.observation import Observation, OverLimit, SeenMark, over_limit
from grader.box.orders import Order
from grader.box.processes import ProcessLook, Waiting
from grader.box.rest import Stillness, Stillwatch
from grader.box.standing import where_they_stand
from grader.channel import MESSAGE_BYTES, Channel, Event, Peer
from grader.model import Limits

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.004, 0.05
MARKS = 20_000
HELPER_CPU_S = 1.0


class Files(Protocol):
    """The judge's ends of the box's output."""

    stdout: int
    stderr: int

    def sizes(self) -> tuple[int, int]:
        """Return the sizes in bytes."""
        ...

    def read(self, descriptor: int, limit: int, start: int = 0) -> bytes:
        """Return what was written."""
        ...

    def clear(self) -> None:
        """Forget what was written."""
        ...


class RunWatch:
    """One run. root: the pid below which all its processes live."""

    def __init__(self, channel: Channel, runner: Peer, root: int, files: Files, limits: Limits) -> None:
        self._channel, self._runner, self._root, self._files, self._limits = channel, runner, root, files, limits
        self._seen = Observation()
        self._numbers: dict[tuple[int, int], int] = {}
        self._names: dict[int, str] = {}
        self._servers: set[int] = set()
        self._main = 0
        self._is_over = False
        self._is_leaked = False
        self._still = Stillwatch()

    def watch(self, order: Order) -> Observation:
        """Send `order` to the runner and return what was seen when its run is over."""
        seen = self._seen
        seen.is_script = order.kind == "script"
        self._files.clear()
        self._channel.drop_all(keep=self._runner)
        cpu_before_s = _cpu_s(processes.look(self._root))
        begun = time.monotonic()
        self._runner.answer(msgspec.to_builtins(order))
        pause_s = FIRST_PAUSE_S
        while not self._is_over:
            heard = False
            for event in self._channel.events(pause_s):
                heard = True
                self._hear(event)
            if self._is_over:
                break
            if heard:
                self._still.reset()
                pause_s = FIRST_PAUSE_S
                continue
            looks = processes.look(self._root)
            seen.cpu_s = _cpu_s(looks) - cpu_before_s
            seen.wall_s = time.monotonic() - begun
            self._end_leaked()
            self._check_limits(looks)
            self._check_stillness(looks)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 1.5)
        seen.wall_s = time.monotonic() - begun
        seen.cpu_s = max(seen.cpu_s, _cpu_s(processes.look(self._root)) - cpu_before_s)
        seen.stdout = self._files.read(self._files.stdout, self._limits.output_bytes)
        seen.stderr = self._files.read(self._files.stderr, 20_000)
        # What was written last came after the last look.
        written = max(self._files.sizes())
        seen.over = seen.over or over_limit(self._limits, cpu_s=0, threads=0, written_bytes=written)
        return seen

    def _hear(self, event: Event) -> None:
        message, peer = event.message, event.peer
        if peer is self._runner:
            self._hear_runner(message)
            return
        if message is None or self._is_over:
            return
        number = self._number(event.pid)
        match message:
            case messages.Mark():
                self._take_mark(message, number)
            case messages.Born():
                self._names[event.pid] = message.name
                if message.server:
                    self._servers.add(event.pid)
            case messages.Raised():
                self._seen.raised.append(message)
            case messages.FellOut():
                self._seen.fell_out = self._is_over = True
            case messages.Asleep():
                peer.answer(self._is_asleep(message.pid))
                return
            case messages.TooLarge():
                self._seen.over = OverLimit("message", f"{MESSAGE_BYTES:,} bytes in one value or mark")
                self._is_over = True
            case messages.Returned() if number == 0 and self._seen.returned is None:
                self._moment_of_truth(message)
            case messages.Exited() if number == 0:
                self._seen.exited = message
            case messages.NoScenario() if number == 0:
                self._seen.unknown_scenario = message.known
                self._is_over = True
            case _:
                self._channel.drop(peer)
                return
        if not self._is_over and not (self._is_leaked and number == 0):
            peer.answer(True)

    def _hear_pending(self) -> bool:
        """Hear what is in our hands already; return whether there was anything.

        Whoever waits for an answer of ours looks asleep from outside, and is not.
        """
        heard = False
        for event in self._channel.events(0):
            heard = True
            self._hear(event)
        return heard

    def _hear_runner(self, message: object) -> None:
        if isinstance(message, messages.Ended):
            self._seen.status = message.status
        else:
            self._seen.runner_lost = True
        self._is_over = True

    def _take_mark(self, mark: messages.Mark, number: int) -> None:
        self._seen.marks.append(SeenMark(mark.name, mark.data, number, mark.thread))
        if len(self._seen.marks) > MARKS:
            self._seen.over = OverLimit("marks", f"{MARKS:,} marks")
            self._is_over = True

    def _number(self, pid: int) -> int:
        """Return the number of the process `pid`, which waits for an answer, so that its pid is its own."""
        parent, started = processes.parent_and_start(pid)
        if not self._main and parent == self._runner.pid:
            self._main = pid
            self._numbers[pid, started] = 0
        return self._numbers.setdefault((pid, started), len(self._numbers) + (not self._main))

    def _is_asleep(self, inner: int) -> bool:
        while True:
            looks = processes.look(self._root).values()
            found = [process for process in looks if process.threads and processes.inner_pid(process.pid) == inner]
            rests = all(thread.waiting is Waiting.AT_REST for process in found for thread in process.threads)
            if not found or not rests or not self._hear_pending():
                return bool(found) and rests

    def _moment_of_truth(self, message: messages.Returned) -> None:
        """Look for what the scenario left; main waits for our answer meanwhile and does nothing."""
        self._seen.returned = message
        left = {self._names.get(process.pid, "") for process in self._left()}
        named = left | set(message.unreaped)
        # One that has not said its name yet is most likely among those that main has not reaped.
        self._seen.left_behind = sorted(named - {""}) or ["a process without a name"] * len(named)
        self._seen.left_memory = _shared_memory(self._runner.pid) if self._root != self._runner.pid else []
        self._is_leaked = bool(self._seen.left_behind or self._seen.left_memory)
        self._end_leaked()

    def _end_leaked(self) -> None:
        """End a run that has left something, unless a copy of main may yet come out of the scenario."""
        while self._is_leaked and not self._is_over:
            copies = [process for process in self._left() if process.is_alive and process.pid not in self._names]
            if any(thread.waiting is Waiting.BUSY for copy in copies for thread in copy.threads):
                return
            if not self._hear_pending():
                self._is_over = True

    def _left(self) -> list[ProcessLook]:
        while True:
            looks = processes.look(self._root)
            left = [process for process in looks.values() if self._is_left(process, looks)]
            if not any(self._may_become_helper(process, looks) for process in left):
                return left
            time.sleep(FIRST_PAUSE_S / 4)

    def _is_left(self, process: ProcessLook, looks: Mapping[int, ProcessLook]) -> bool:
        keepers = (self._root, self._runner.pid)
        if process.pid in (*keepers, self._main) or processes.is_helper(process, looks):
            return False
        # An orphan that has ended is buried by the box, and an orphaned server was its dead client's affair.
        return not (process.parent in keepers and (not process.is_alive or process.pid in self._servers))

    def _may_become_helper(self, process: ProcessLook, looks: Mapping[int, ProcessLook]) -> bool:
        """Whether `process` has been forked and may be just about to execute a resource tracker or a fork server.

        Such a one is on its way (neither asleep nor long at work), has not said its name, and has no command line of
        its own yet.
        """
        if process.pid in self._names or not process.is_alive or process.cpu_s > HELPER_CPU_S:
            return False
        words = processes.command(process.pid)
        same = process.parent in looks and words == processes.command(process.parent)
        return (not words or same) and all(thread.waiting is Waiting.BUSY for thread in process.threads)

    def _check_limits(self, looks: Mapping[int, ProcessLook]) -> None:
        threads = sum(len(process.threads) for process in looks.values()) - 2
        written = max(self._files.sizes())
        over = over_limit(self._limits, cpu_s=self._seen.cpu_s, threads=threads, written_bytes=written)
        if over is not None:
            self._seen.over = over
        elif self._seen.wall_s > self._limits.wall_s:
            self._seen.backstop = self._limits.wall_s
        self._is_over |= bool(self._seen.over or self._seen.backstop)

    def _check_stillness(self, looks: Mapping[int, ProcessLook]) -> None:
        if self._is_over:
            return
        counted = {pid: process for pid, process in looks.items() if pid not in (self._root, self._runner.pid)}
        stillness = self._still.see(counted)
        if stillness is Stillness.MOVING:
            return
        if self._hear_pending():
            self._still.reset()
            return
        self._seen.stillness = stillness
        if not self._main:
            children = [process for process in counted.values() if process.parent == self._runner.pid]
            self._main = min(children, key=lambda process: process.started).pid if children else 0
        stuck = [
            process for process in counted.values() if process.is_alive and not processes.is_helper(process, looks)
        ]
        self._seen.standing = where_they_stand(stuck, self._names, self._main, self._files)
        self._is_over = True


def _cpu_s(looks: Mapping[int, ProcessLook]) -> float:
    return sum(process.cpu_s for process in looks.values())


def _shared_memory(pid: int) -> list[str]:
    """Return the names of shared memory in the box of `pid`; semaphores do not count."""
    try:
        names = os.listdir(Path(f"/proc/{pid}/root/dev/shm"))
    except (FileNotFoundError, PermissionError):
        return []
    return sorted(name for name in names if not name.startswith("sem."))
