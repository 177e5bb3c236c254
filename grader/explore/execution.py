"""One execution: the judge as operating system. All threads run until they ask; then one of them gets its step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from grader.channel import Event as Heard
from grader.channel import Peer
from grader.explore import messages
from grader.explore.events import Event, Op, Process, Thread, merge
from grader.explore.host import Host
from grader.explore.models.cells import Cells
from grader.explore.models.life import Life
from grader.explore.models.model import BrokenProtocolError, Model
from grader.explore.models.semaphore import Semaphore

_BAD_MESSAGE = (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError)


class Chooser(Protocol):
    """Decides whose step is next."""

    def choose(self, execution: Execution, enabled: Sequence[Thread]) -> Thread | None:
        """Return one of `enabled` (at least one, by age), or None to give up this execution."""


@dataclass(frozen=True)
class Told:
    """What a process told: `message` as it is for a free run. clock: what had happened before."""

    process: Process
    thread: Thread
    clock: tuple[int, ...]
    position: int
    message: bytes
    at: messages.Place


class Execution:
    """One run under control.

    events: the steps in their order. told: what the processes told. outcome: `finished`, `deadlock`, `livelock`
    (more steps than `steps`), `abandoned` (the chooser gave up) or `broken` (somebody did not speak as we do).
    """

    def __init__(self, host: Host, run: int, steps: int) -> None:
        self.run = run
        self.steps = steps
        self.events: list[Event] = []
        self.told: list[Told] = []
        self.threads: list[Thread] = []
        self.processes: dict[str, Process] = {}
        self.objects: dict[str, Model] = {}
        self.lives: dict[str, Life] = {}
        self.outcome = ""
        self.problem = ""
        self._host = host
        self._by_name: dict[str, Thread] = {}
        self._by_peer: dict[Peer, Thread] = {}
        self._early: dict[Peer, list[Any]] = {}
        self._running = 0

    @property
    def schedule(self) -> tuple[str, ...]:
        """The name of the thread of each step."""
        return tuple(event.thread.name for event in self.events)

    def play(self, chooser: Chooser) -> None:
        """Run from main's birth to the end, or until `chooser` gives up."""
        self._born("0", "MainProcess", None, [])
        clean = False
        try:
            self._host.begin(self.run)
            self.outcome = self._play(chooser)
            clean = self.outcome == "finished"
        except BrokenProtocolError as problem:
            self.outcome, self.problem = "broken", str(problem)
        finally:
            for peer in tuple(self._by_peer):
                self._host.drop(peer)
            self._host.end(kill=not clean)

    def _play(self, chooser: Chooser) -> str:
        while True:
            self._settle()
            enabled = [thread for thread in self.threads if thread.pending is not None and self.enabled(thread)]
            if not enabled:
                return "finished" if all(thread.ended for thread in self.threads) else "deadlock"
            if len(self.events) >= self.steps:
                return "livelock"
            thread = chooser.choose(self, enabled)
            if thread is None:
                return "abandoned"
            self.step(thread)

    def thread(self, name: str) -> Thread:
        """Return the thread called `name`; raises KeyError if it is not born."""
        return self._by_name[name]

    def enabled(self, thread: Thread) -> bool:
        """Return whether `thread` could make its step now."""
        op = thread.pending
        return op is not None and self.model(op).enabled(op)

    def model(self, op: Op) -> Model:
        """Return the object that `op` works on."""
        try:
            return self.lives[op.on] if op.on in self.lives else self.objects[op.on]
        except KeyError:
            raise BrokenProtocolError(f"there is no {op.on!r}") from None

    def commute(self, one: Thread, other: Thread) -> bool:
        """Return whether the pending steps of two threads, both enabled, do the same in either order."""
        op, that = one.pending, other.pending
        assert op is not None
        assert that is not None
        for killer, target in ((op, other), (that, one)):
            if killer.kind == "die" and target.process.path == killer.on:
                return False
        return op.on != that.on or self.model(op).commute(op, that)

    def step(self, thread: Thread) -> None:
        """Let the pending step of `thread` happen."""
        op = thread.pending
        assert op is not None
        event = Event(thread, op, len(self.events))
        try:
            event.answer = self.model(op).perform(event)
        except _BAD_MESSAGE as problem:
            raise BrokenProtocolError(f"{op.kind} {op.on}: {problem!r}") from problem
        self.events.append(event)
        thread.steps = event.index
        thread.clock = event.clock
        thread.last = event
        thread.pending = None
        if op.kind == "exit":
            self._end(thread.process)
        elif op.kind == "signal":
            thread.running = True
            self._signal(event)
        elif op.kind == "die":
            thread.ended = True
            if self.lives[op.on].end is event:
                self._deliver(self.processes[op.on], -op.args[0])
            return
        else:
            thread.running = True
        self._running += thread.running
        self._answer(thread, {"value": event.answer})

    def _answer(self, thread: Thread, answer: dict[str, Any]) -> None:
        if thread.peer is not None:
            thread.peer.answer(answer)

    def _signal(self, event: Event) -> None:
        target = self.lives[event.op.on]
        number = event.op.args[0]
        if target.end is None:
            name = f"{target.process.path}s{sum(t.process is target.process for t in self.threads)}"
            thread = self._add_thread(name, target.process, event.clock)
            thread.running = False
            self._running -= 1
            thread.pending = Op("die", target.process.path, (-number,), event.op.at)

    def _deliver(self, process: Process, number: int) -> None:
        """The signal ends the process: its main thread, which waits for an answer, dies of it for real."""
        for thread in process.threads:
            if not thread.ended:
                self._answer(thread, {"signal": number})
        self._end(process)

    def _end(self, process: Process) -> None:
        for thread in process.threads:
            thread.ended = True
            if thread.running:
                thread.running = False
                self._running -= 1

    def _settle(self) -> None:
        """Listen until every thread has asked for its next step, or has ended."""
        while self._running:
            for event in self._host.events():
                self._receive(event)

    def _receive(self, event: Heard) -> None:
        thread = self._by_peer.get(event.peer)
        if event.peer in self._early:
            self._early[event.peer].append(event)
        elif event.message is None:
            if thread is not None:
                self._hung_up(thread)
        elif type(event.message) is messages.Hi:
            self._hello(event)
        elif thread is None or event.pid != thread.process.pid:
            self._host.drop(event.peer)
        else:
            self._hear(thread, event.message)

    def _hello(self, event: Heard) -> None:
        hi: messages.Hi = event.message
        thread = self._by_name.get(hi.path if not hi.thread else f"{hi.path}t{hi.thread}")
        if hi.run != self.run or (thread is not None and (thread.peer is not None or thread.ended)):
            self._host.drop(event.peer)
        elif thread is None:
            # A child may be faster than what its parent has said of it.
            self._early[event.peer] = [event]
        else:
            thread.peer, thread.process.pid = event.peer, event.pid
            self._by_peer[event.peer] = thread

    def _hear_early(self) -> None:
        early, self._early = self._early, {}
        for heard in early.values():
            for event in heard:
                self._receive(event)

    def _hear(self, thread: Thread, message: Any) -> None:
        match message:
            case messages.Step(op, on, args, at, name):
                if thread.pending is not None or thread.ended:
                    raise BrokenProtocolError(f"{thread.name} asks for two steps at once")
                thread.pending = Op(op, on, args, at, name)
                thread.running = False
                self._running -= 1
            case messages.Start(path, name, _):
                if path in self.processes or not path.startswith(thread.process.path + "."):
                    raise BrokenProtocolError(f"{thread.name} starts {path!r}")
                self._born(path, name, thread.process, thread.clock)
                self._hear_early()
            case messages.Unborn(path):
                self._end(self.processes.pop(path))
            case messages.Make(kind, on, args):
                self._make(kind, on, args)
            case messages.Tell(told, at):
                self._tell(thread, bytes(told), at)

    def _tell(self, thread: Thread, message: bytes, at: messages.Place) -> None:
        self.told.append(Told(thread.process, thread, tuple(thread.clock), len(self.events), message, at))

    def _make(self, kind: str, on: str, args: tuple[Any, ...]) -> None:
        try:
            if kind == "fill":
                cells = self.objects[on]
                assert isinstance(cells, Cells)
                cells.fill(args[0], args[1:])
            elif on in self.objects:
                raise BrokenProtocolError(f"{on!r} is made twice")
            elif kind == "semaphore":
                self.objects[on] = Semaphore(*msgspec.convert(args, tuple[int, int, int]))
            elif kind == "cells":
                self.objects[on] = Cells(*args)
            else:
                raise BrokenProtocolError(f"there is no such thing as {kind!r}")
        except _BAD_MESSAGE as problem:
            raise BrokenProtocolError(f"{kind} {on}: {problem!r}") from problem

    def _hung_up(self, thread: Thread) -> None:
        del self._by_peer[thread.peer]  # type: ignore[arg-type]
        thread.peer = None
        if thread.ended:
            return
        if thread.running:
            thread.running = False
            self._running -= 1
        # Its death is not seen before the step in which it exits; its parent will learn the true status.
        thread.pending = Op("exit", thread.process.path, (None,), ("", 0, ""))

    def _born(self, path: str, name: str, parent: Process | None, clock: list[int]) -> None:
        process = self.processes[path] = Process(path, name, parent)
        self.lives[path] = Life(process)
        process.threads.append(self._add_thread(path, process, clock))

    def _add_thread(self, name: str, process: Process, clock: list[int]) -> Thread:
        thread = Thread(len(self.threads), name, process, list(clock))
        self.threads.append(thread)
        self._by_name[name] = thread
        self._running += 1
        return thread


def joined(clock: Sequence[int], *others: Sequence[int]) -> list[int]:
    """Return a clock that knows what all of these know."""
    result = list(clock)
    for other in others:
        merge(result, list(other))
    return result
