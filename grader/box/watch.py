"""Watches one run to its end: answers its messages, looks at its processes, and keeps it within its limits."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Protocol

import msgspec

from grader.box import messages, processes
from grader.box.backstop import Backstop
from grader.box.cpu import CpuMeter
from grader.box.limits import (
    OverLimit,
    Refusal,
    limit_of,
    over_limit,
    over_marks,
    over_message,
    over_told,
    over_total_memory,
    total_memory,
)
from grader.box.observation import Observation, SeenMark
from grader.box.orders import Order
from grader.box.processes import ProcessLook, Waiting
from grader.box.rest import Stillness, Stillwatch
from grader.box.standing import where_they_stand
from grader.channel import Channel, Event, Peer
from grader.model import Limits

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.004, 0.05
LOOK_S = 0.25
"""How often the limits of a run are looked at while it talks all the time."""
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


class Watched(Protocol):
    """What a watch needs of a box; see `LiveBox`. root: the pid below which all its processes live."""

    channel: Channel
    runner: Peer
    root: int

    @property
    def files(self) -> Files:
        """Its output."""
        ...

    @property
    def places_in_memory(self) -> tuple[str, ...]:
        """Its file systems in memory."""
        ...

    def memory_hit(self) -> bool:
        """Whether its memory came to the limit of the whole."""
        ...

    def left_memory(self) -> list[str]:
        """Names of the shared memory that is there."""
        ...


class RunWatch:
    """One run in `box`."""

    def __init__(self, box: Watched, limits: Limits) -> None:
        self._box, self._limits = box, limits
        self._channel, self._runner, self._root, self._files = box.channel, box.runner, box.root, box.files
        self._seen = Observation()
        self._numbers: dict[tuple[int, int], int] = {}
        self._names: dict[int, str] = {}
        self._servers: set[int] = set()
        self._main = 0
        self._told_bytes = 0
        self._is_over = self._moved = False
        self._is_leaked = False
        self._still = Stillwatch()
        self._questions: list[tuple[Peer, int]] = []
        self._begun = 0.0
        self._backstop = Backstop(self._limits.wall_s)

    def watch(self, order: Order) -> Observation:
        """Send `order` to the runner and return what was seen when its run is over."""
        seen = self._seen
        seen.is_script = order.kind == "script"
        self._files.clear()
        self._channel.drop_all(keep=self._runner)
        cpu = CpuMeter()
        cpu.see(processes.look(self._root))
        self._begun = looked = time.monotonic()
        self._backstop.restart()
        self._runner.answer(msgspec.to_builtins(order))
        pause_s = FIRST_PAUSE_S
        while not self._is_over:
            self._moved = False
            for event in self._channel.events(0 if self._questions else pause_s):
                self._hear(event)
            self._answer_questions()
            if self._is_over:
                break
            has_moved, now = self._moved or bool(self._questions), time.monotonic()
            if has_moved:
                self._still.reset()
                pause_s = FIRST_PAUSE_S
                if now - looked < LOOK_S:
                    continue
            looked, looks = now, processes.look(self._root)
            seen.cpu_s, seen.wall_s = cpu.see(looks), now - self._begun
            self._end_leaked()
            self._check_limits(looks)
            if not has_moved:
                self._check_stillness(looks)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 1.5)
        seen.wall_s = time.monotonic() - self._begun
        seen.cpu_s = cpu.see(processes.look(self._root))
        seen.stdout = self._files.read(self._files.stdout, self._limits.output_bytes)
        seen.stderr = self._files.read(self._files.stderr, 20_000)
        seen.over = seen.over or self._over_at_end()
        return seen

    def _over_at_end(self) -> OverLimit | None:
        """Return the limit that was passed after the last look, if there is one: who is quick is no better off."""
        if self._box.memory_hit():
            return over_total_memory(self._limits)
        return over_limit(self._limits, cpu_s=self._seen.cpu_s, threads=0, written_bytes=max(self._files.sizes()))

    def _hear(self, event: Event) -> None:
        message, peer = event.message, event.peer
        # Who asks whether another is asleep, and hangs up, may do so for ever and is no nearer to its end.
        self._moved |= message is not None and not isinstance(message, messages.Asleep)
        if peer is self._runner:
            self._hear_runner(message)
            return
        if message is None or self._is_over:
            return
        number = self._number(event.pid)
        if not isinstance(message, messages.Asleep):
            self._told_bytes += event.size
            self._pass(over_told(self._told_bytes))
        match message:
            case messages.Mark():
                self._seen.marks.append(SeenMark(message.name, message.data, number, message.thread))
                self._pass(over_marks(self._limits, len(self._seen.marks)))
            case messages.Born():
                self._names[event.pid] = message.name
                if message.server:
                    self._servers.add(event.pid)
            case messages.Raised():
                self._seen.raised.append(message)
                self._pass(self._limit_of(message.exception.refused, event.pid))
            case messages.FellOut():
                self._seen.fell_out = self._is_over = True
            case messages.Asleep():
                self._questions.append((peer, message.pid))
                return
            case messages.TooLarge():
                self._pass(over_message(self._limits, message.bytes))
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
        if isinstance(message, messages.Ended) and (os.WIFEXITED(message.status) or os.WIFSIGNALED(message.status)):
            self._seen.status = message.status
        else:
            self._seen.runner_lost = True
        self._is_over = True

    def _pass(self, over: OverLimit | None) -> None:
        """End the run if it has passed a limit."""
        if over is not None:
            self._seen.over = self._seen.over or over
            self._is_over = True

    def _limit_of(self, refused: str, pid: int) -> OverLimit | None:
        """Return the limit at which the process `pid`, which waits for an answer, was refused something."""
        if not refused:
            return None
        threads, written = self._threads(processes.look(self._root)), max(self._files.sizes())
        return limit_of(self._limits, Refusal(refused, pid, threads, written, self._box.places_in_memory))

    def _number(self, pid: int) -> int:
        """Return the number of the process `pid`, which waits for an answer, so that its pid is its own."""
        parent, started = processes.parent_and_start(pid)
        if not self._main and parent == self._runner.pid:
            self._main = pid
            self._numbers[pid, started] = 0
        return self._numbers.setdefault((pid, started), len(self._numbers) + (not self._main))

    def _answer_questions(self) -> None:
        """Answer who asks whether another is asleep; what is said meanwhile is heard first, and it is asked again."""
        while self._questions and not self._is_over:
            peer, inner = self._questions[0]
            looks = processes.look(self._root).values()
            found = [process for process in looks if process.threads and processes.inner_pid(process.pid) == inner]
            rests = all(thread.waiting is Waiting.AT_REST for process in found for thread in process.threads)
            if found and rests and self._hear_pending():
                return
            peer.answer(bool(found) and rests)
            del self._questions[0]

    def _moment_of_truth(self, message: messages.Returned) -> None:
        """Look for what the scenario left; main waits for our answer meanwhile and does nothing."""
        self._seen.returned = message
        left = {self._names.get(process.pid, "") for process in self._left()}
        named = left | set(message.unreaped)
        # One that has not said its name yet is most likely among those that main has not reaped.
        self._seen.left_behind = sorted(named - {""}) or ["a process without a name"] * len(named)
        self._seen.left_memory = self._box.left_memory()
        self._is_leaked = bool(self._seen.left_behind or self._seen.left_memory)
        self._end_leaked()

    def _end_leaked(self) -> None:
        """End a run that has left something, unless a copy of main may yet come out of the scenario."""
        if not self._is_leaked or self._is_over:
            return
        copies = [process for process in self._left() if process.is_alive and process.pid not in self._names]
        if any(thread.waiting is Waiting.BUSY for copy in copies for thread in copy.threads):
            return
        # What is heard now may be the copy; in the next round it is looked at again.
        self._is_over |= not self._hear_pending()

    def _left(self) -> list[ProcessLook]:
        while True:
            looks = processes.look(self._root)
            left = [process for process in looks.values() if self._is_left(process, looks)]
            if not any(self._may_become_helper(process, looks) for process in left):
                return left
            if self._backstop.is_reached():
                # It waits in a way that nobody knows, and will not become anything.
                self._seen.backstop, self._is_over = self._limits.wall_s, True
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
        limits, written = self._limits, max(self._files.sizes())
        self._pass(
            over_limit(limits, cpu_s=self._seen.cpu_s, threads=self._threads(looks), written_bytes=written)
            or total_memory(limits, looks, self._box.places_in_memory)
        )
        if self._backstop.is_reached() and self._seen.over is None:
            self._seen.backstop = limits.wall_s
        self._is_over |= bool(self._seen.backstop)

    def _threads(self, looks: Mapping[int, ProcessLook]) -> int:
        return sum(len(process.threads) for pid, process in looks.items() if pid not in (self._root, self._runner.pid))

    def _check_stillness(self, looks: Mapping[int, ProcessLook]) -> None:
        if self._is_over:
            return
        counted = {pid: process for pid, process in looks.items() if pid not in (self._root, self._runner.pid)}
        # The runner counts: it may be about to say that all is over, or to die.
        runner = {self._runner.pid: looks[self._runner.pid]} if self._runner.pid in looks else {}
        self._moved = False
        if self._hear_pending():
            # Somebody was caught waiting for our answer: this look says nothing.
            if self._moved:
                self._still.reset()
            return
        stillness = self._still.see(counted | runner) if counted else Stillness.MOVING
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
