"""One execution: the judge as operating system. All threads run until they ask; then one of them gets its step."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from grader.explore import fairness, messages
from grader.explore.events import Event, Op, Process, Thread, merge
from grader.explore.hearing import Hearing
from grader.explore.host import Host, StuckError
from grader.explore.models.clock import Clock
from grader.explore.models.life import Life
from grader.explore.models.model import BrokenProtocolError, Model
from grader.explore.models.pipe import Pipe
from grader.explore.models.queue import GETS, Queue
from grader.explore.models.waits import Waits, names
from grader.explore.policy import default, is_preemption

_STOPPING = (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
BAD_MESSAGE = (LookupError, TypeError, ValueError, AttributeError, OverflowError, AssertionError)


class Chooser(Protocol):
    """Decides whose step is next."""

    def choose(self, execution: Execution, enabled: Sequence[Thread]) -> Thread | None:
        """Return one of `enabled` (at least one, by age), or None to give up this execution."""


@dataclass(frozen=True)
class Told:
    """What a process told: `message` as it is for a free run.

    index: which step or telling of its thread it is; clock: what had happened before, and itself; position: before
    which step of all; now: at what time.
    """

    process: Process
    thread: Thread
    index: int
    clock: tuple[int, ...]
    position: int
    message: bytes
    at: messages.Place
    now: float


class Execution:
    """One run under control.

    events: the steps in their order. told: what the processes told. outcome: `finished`, `deadlock`, `livelock`
    (it goes on and nothing new happens, or more steps than `steps`), `abandoned` (the chooser gave up) or `broken`
    (somebody did not speak as we do; `problem` says how). turned: at which steps which thread went on that the default
    would not have chosen; preemptions: how often a thread was interrupted that could go on.
    """

    def __init__(self, host: Host, run: int, steps: int) -> None:
        self.run = run
        self.steps = steps
        self.events: list[Event] = []
        self.told: list[Told] = []
        self.threads: list[Thread] = []
        self.processes: dict[str, Process] = {}
        self.lives: dict[str, Life] = {}
        self.objects: dict[str, Model] = {"time": Clock(), "": Waits(self.find)}
        self.ends: dict[str, set[tuple[str, str]]] = {}
        self.outcome = ""
        self.problem = ""
        self.stale = 0
        self.turned: dict[int, str] = {}
        self.preemptions = 0
        self._by_name: dict[str, Thread] = {}
        self._free: list[int] = []
        self._host = host
        self._hearing = Hearing(self, host)

    @property
    def schedule(self) -> tuple[str, ...]:
        """The name of the thread of each step."""
        return tuple(event.thread.name for event in self.events)

    def play(self, chooser: Chooser) -> None:
        """Run from main's birth to the end, or until `chooser` gives up; once only."""
        self.born("0", "MainProcess", None, None)
        clean = False
        try:
            self._host.begin(self.run)
            self.outcome = self._play(chooser)
            clean = self.outcome == "finished"
        except BrokenProtocolError as problem:
            self.outcome, self.problem = "broken", str(problem)
        except BaseException:
            # What the host says of its own end must not hide an interrupt, which may have ended the host as well.
            with contextlib.suppress(Exception):
                self._clear_away(clean=False)
            raise
        self._clear_away(clean=clean)

    def _clear_away(self, *, clean: bool) -> None:
        self._hearing.close()
        self._host.end(kill=not clean)

    def _play(self, chooser: Chooser) -> str:
        while True:
            self._hearing.settle()
            enabled = [thread for thread in self.threads if thread.pending is not None and self.enabled(thread)]
            if not enabled:
                self._hearing.check_threads()
                return "finished" if all(life.end is not None for life in self.lives.values()) else "deadlock"
            if len(self.events) >= self.steps or fairness.is_stale(self):
                return "livelock"
            able = fairness.fair(enabled)
            thread = chooser.choose(self, able)
            if thread is None:
                return "abandoned"
            if thread is not default(self, able):
                self.turned[len(self.events)] = thread.name
            self.preemptions += is_preemption(self, able, thread)
            self.step(thread)

    def thread(self, name: str) -> Thread:
        """Return the thread called `name`; raises KeyError if it is not born."""
        return self._by_name[name]

    def knows(self, name: str) -> bool:
        """Return whether a thread called `name` is born."""
        return name in self._by_name

    def enabled(self, thread: Thread) -> bool:
        """Return whether `thread` could make its step now."""
        op = thread.pending
        if op is None or thread.ended:
            return False
        try:
            return bool(self.find(op.on).enabled(op))
        except BAD_MESSAGE as problem:
            raise BrokenProtocolError(f"{op.kind} {op.on}: {problem!r}") from problem

    def find(self, name: str) -> Any:
        """Return the object, or the life of the process, called `name`; raises BrokenProtocolError if there is none."""
        found: Any = self.lives.get(name) or self.objects.get(name)
        if found is None:
            raise BrokenProtocolError(f"there is no {name!r}")
        return found

    def commute(self, one: Thread, other: Thread) -> bool:
        """Return whether the pending steps of two threads, both enabled, do the same in either order."""
        op, that = one.pending, other.pending
        assert op is not None
        assert that is not None
        for end, thread, step in ((op, other, that), (that, one, op)):
            ends = end.kind in ("exit", "die")
            if ends and (thread.process.path == end.on or not self._outlives(end.on, step)):
                return False
        if not op.on or not that.on:
            return self._looks_commute(op, that)
        return op.on != that.on or bool(self.find(op.on).commute(op, that))

    def _outlives(self, path: str, op: Op) -> bool:
        """Return whether the end of the process `path` makes no difference to `op`; it closes its pipes."""
        queue = self.objects.get(op.on)
        if isinstance(queue, Queue):
            last = self.processes[path].threads[0].pending
            gets = last is not None and last.on == op.on and last.kind in GETS
            return not (gets and op.kind in GETS) and queue.is_through(path)
        return not any(
            end[0] in objects_of(op) and not self._pipe(end[0]).commute_close(end[1], op if op.on else _look(op))
            for end in self.ends.get(path, ())
        )

    def _looks_commute(self, op: Op, that: Op) -> bool:
        if op.on == that.on:
            return True
        wait, step = (op, that) if not op.on else (that, op)
        return step.on not in names(wait) or bool(self.find(step.on).commute(_look(wait), step))

    def _pipe(self, name: str) -> Pipe:
        found = self.find(name)
        assert isinstance(found, Pipe)
        return found

    def step(self, thread: Thread) -> None:
        """Let the pending step of `thread` happen."""
        op = thread.pending
        assert op is not None
        event = Event(thread, op, len(self.events))
        if thread.arrived is not None:
            # The signal might as well have come later.
            event.races.append(thread.arrived)
            thread.arrived = None
        try:
            event.answer = self.find(op.on).perform(event)
            fairness.after(self, event)
        except BAD_MESSAGE as problem:
            raise BrokenProtocolError(f"{op.kind} {op.on}: {problem!r}") from problem
        self.events.append(event)
        thread.steps, thread.clock, thread.last, thread.now = event.index, event.clock, event, event.now
        thread.pending = None
        match op.kind:
            case "exit":
                self._hearing.answer(thread, event)
                self.end(thread.process, event)
            case "die":
                thread.ended = True
                self._deliver(event)
            case "feed":
                self._feed_on(event)
            case _:
                self._after_step(event)
                self._hearing.answer(thread, event)

    def _after_step(self, event: Event) -> None:
        op = event.op
        if op.kind == "signal" and event.answer:
            target = self.processes[op.on]
            if op.args[0] in _STOPPING:
                who = event.thread.process.name
                raise StuckError(f"{who} stops {target.name}: the explorer knows no stopped process")
            sent = self.add_thread(f"{op.on}s{event.thread.name}_{event.index}", target, event)
            sent.pending = Op("die", op.on, (op.args[0],), ("", 0, ""), path=op.on)
        elif op.kind == "close":
            if op.path not in self._pipe(op.on).holders[op.args[0]]:
                self.ends.get(op.path, set()).discard((op.on, op.args[0]))
        elif isinstance(self.objects.get(op.on), Queue):
            self._feed_on(event)

    def _feed_on(self, event: Event) -> None:
        """Let the feeder of the process go on with what is in its buffer."""
        queue = self.objects[event.op.on]
        assert isinstance(queue, Queue)
        if queue.buffers.get(event.op.path):
            name = f"{event.op.path}f{event.op.on}"
            process = self.processes[event.op.path]
            feeder = self._by_name.get(name) or self.add_thread(name, process, None)
            feeder.pending = Op("feed", event.op.on, (), event.op.at, event.op.name, event.op.path)

    def _deliver(self, event: Event) -> None:
        """The signal arrives: the main thread of the process, which waits for an answer, takes it for real."""
        process = self.processes[event.op.on]
        target = process.threads[0]
        if self.lives[process.path].end is None and target.peer is not None:
            process.dying = target.arrived = event
            # What a handler tells comes after the signal.
            target.clock = list(target.clock)
            merge(target.clock, event.clock)
            on_the_way = self.lives[process.path].on_the_way
            place = on_the_way.index(event.op.args[0])
            self._hearing.interrupt(target, event.op.args[0], before=on_the_way[:place])
            del on_the_way[place]

    def killed(self, process: Process) -> None:
        """The process has died of the signal that has arrived."""
        assert process.dying is not None
        self.lives[process.path].killed(process.dying)
        # What it would have done next still tells where else the signal might have arrived.
        last = process.threads[0].pending = process.threads[0].interrupted
        if last is not None and last.kind in GETS:
            self.find(last.on).killed(process.dying)
        self.end(process, process.dying)

    def end(self, process: Process, event: Event) -> None:
        """All of the process ends with the step `event`."""
        for name, end in sorted(self.ends.pop(process.path, ())):
            self._pipe(name).close(event, end, process.path, every=True)
        for thread in process.threads:
            if thread.last is not None and thread.last.op.kind == "feed":
                self.find(thread.last.op.on).ended(event, process.path)
            thread.ended = True
            self._hearing.stop(thread)

    def born(self, path: str, name: str, parent: Process | None, at: Thread | None) -> None:
        """The process `path` begins."""
        process = self.processes[path] = Process(path, name, parent)
        self.lives[path] = Life(process)
        thread = self.add_thread(path, process, at)
        self._hearing.expect(thread)

    def take_back(self, path: str) -> None:
        """The process `path` does not begin after all; nobody has heard of it."""
        unborn = self.processes.pop(path)
        del self.lives[path]
        for thread in unborn.threads:
            thread.ended = True
            self._hearing.stop(thread)
            del self._by_name[thread.name]
            # No clock knows it, so that it can be given again: else who tries to fork for ever makes us slow.
            self._free.append(thread.number)

    def add_thread(self, name: str, process: Process, after: Thread | Event | None) -> Thread:
        """Return a new thread of `process`, which knows what `after` knows."""
        number = self._free.pop() if self._free else len(self.threads)
        thread = Thread(number, name, process, list(after.clock) if after else [])
        thread.now = after.now if after else 0.0
        self.threads[number : number + 1] = [thread]
        process.threads.append(thread)
        self._by_name[name] = thread
        return thread

    def waiting(self) -> Iterator[tuple[Thread, Op]]:
        """Yield each thread that has not ended, with the step that it waits for."""
        for thread in self.threads:
            if thread.pending is not None and not thread.ended:
                yield thread, thread.pending


def objects_of(op: Op) -> tuple[str, ...]:
    """Return the names of the objects of a step: one, or all that a wait looks at."""
    return (op.on,) if op.on else names(op)


def _look(op: Op) -> Op:
    return Op("look", "", (), op.at, path=op.path)
